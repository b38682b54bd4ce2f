"""What companies say often and tell nothing with: sympathy, thanks, praise of oneself, promises. Our own lists, in four languages. Read as models.reply_words."""

SYMPATHY = """
frustrat*, disappoint*, inconvenien*, concerning, concerned, concerns, annoying, upsetting, stressful, maddening, bummer, yikes, ouch, oh no, shame, tired
that is unfortunate, understand …, understanding, understandab*
to hear, to learn, hear you, hear that, imagine, sympathi*, empathi*, must have been, must be a/so/very/really/hard/such, thoughts are, we know, i know
we get it, for everyone involved, including us
not what we/you/anyone, never easy, never want, never like, is never, not ideal, not acceptable, unacceptable
not the experience/kind/impression/service/level, not indicative, not typical, not our, should not/never have, should not happen
let you down, miss the mark, missed the mark, fell short, fall short
entendemos, comprendemos, verstand*, verstehen, comprenons, comprehension
"""

THANKS = """
thank, thanks, appreciat*, patience, patient, kind of you, welcome, pleasure, cheers, honor to, privilege, gracias, paciencia, agradec*, danke, geduld
merci, patience
"""

PASSED_ON = """
feedback, comment, comments, comentarios, compliment, compliments, shout out, shoutout, kudos, kind words, leadership, noted, documented, note of
make a note, addressed, will address, escalated, reported, notified, aware, awareness, submitted to our/the
pass/passing/passed/passes/share/sharing/shared/forward/forwarding/forwarded … team/along/on/words
relay/relaying/relayed/feed/feeding/fed/send/sending/sent/convey/conveyed … team/along/on/words
pass/passing/passed/passes/share/sharing/shared/forward/forwarding/forwarded … back/management/thoughts/them
relay/relaying/relayed/feed/feeding/fed/send/sending/sent/convey/conveyed … back/management/thoughts/them
take/taking … seriously/heart/consideration, taken on board, take … up, bring … up, bring it to, our/my attention, bringing this, heads up
opened/raised/logged a, a ticket/case
"""

PROMISES = """
hope, hopefully, hopes, hoping, hopeful, wish, wishing, wishes, rest assured, assure, be assured, be sure to, make sure they/this/your/that/we/it/to
fingers crossed
working … hard, working on/hard/diligently/quickly/to/as/with/around/closely/directly, work/works hard/to/diligently/quickly/with/closely
our/their/your best, do everything/all/our, doing everything/all/our, all we can, what we can, what we do, trying, try to/our, try and, all hands
as soon as, soon, asap, as quickly as, shortly, in no time, in a jiffy, momentarily, any second, right away, on your way, on the way, wheels up
back on track, moving again, hang/hanging/bear/bearing in/with/there, stay tuned, thumbs up, not yet, have not, would refund
look/looking/looked/looks/dig/digging/investigat*/review*/follow* into/in/up/this/that/on/for/it/further, will look, we are looking, am checking
are checking, will check, will review, will investigate, investigating, being investigated, let me check/see/look, allow me, i/we can check/look
can do this
take/taking/took a/another look/peek, on it, see what i can, find out, one moment, a moment, few moments, moment please, behind the scenes, update for you
keep you updated/posted/informed/in, contact you, update you, be in touch, reach out to you, reached out, with you, back to you
get this/it/that/you sorted/fixed/resolved/taken/back/moving/going/there/to/home, take it from there, track it down, take good/great/excellent care
taken care, take care, reunite, reunited, have them back, in safe hands, good hands, work this out, sort this/it out, all set
trabajando, mejorar, esperamos, arbeiten daran, arbeiten mit hochdruck, hoffen, equipes travaillent, travaillons, esperons
"""

STRIVING = """
strive, strives, striving, aim, aims to, always want, always looking, always here, always open, always available, our goal
our/a/top/highest/utmost/one/first/always priority, priorities, utmost
important to, is important, pride, proud, commitment, committed, dedicated, continu* to, constantly review*
improve, improving, improvement, improvements, do better, better our, learn from, helps us, help us, opportunity, another chance, second chance, another try
make it up, make it right, make things right, win you back, next time, future flights, safety comes/first
value you/your/the, valued, loyal, loyalty, we care, matter/matters to/most, you/it/that matter/matters, means a lot, means the world, rely on our/the
count on our/the
expect our/all/every/them, expected to be, always expected, are expected, training, train, coach, coached, standards
courteous, professional, friendly, rude, rudeness, unprofessional, our friends, family
"""

HELP_OFFERED = """
here to help, here for, here if, we are here, i am here, we will be here, there for you, there to help/ensure, help you, assist you, can assist, can help
like to help, assistance, if you need, need anything, anything else, any questions, any further
let us know, let me know, know if, keep us posted, at your service, be of service, feel free, do not hesitate, reach back, reaching out, keep checking
hear from you, hear from us, message, messaged, tweet, tweets, following you, followed you
"""

PLEASANTRIES = """
glad, happy, pleased, delighted, thrilled, excited, awesome, great, love, loves, loved, lovely, enjoy, enjoyed, enjoying, enjoyable, fantastic, fabulous
wonderful, amazing, aamazing, the best, best in, top notch, super, beautiful, sweet, sweetest, cool, gem, keeper, boss, heroes, superstar, rockstar, rock
rocks
yay, woohoo, fun, congrat*, smile, smiles, miss you, music to, blush*, just kidding, what a nice, get used to, can not wait, look/looking/looks forward
see you soon/there/on/next/again/tonight/tomorrow, welcoming you, sit back, mother nature
have a great/good/nice/wonderful/fantastic/lovely/safe/happy/blessed/fab/amazing/fabulous/pleasant/terrific/super, safe travels
good morning/day/evening/night/afternoon/luck/question/point, no worries, no problem, anytime, any time, you bet, stay safe, kind regards, feel better
saludos, hola, buenos dias, buenas tardes, hallo, guten tag, guten morgen, viele grusse, bonjour, bonsoir, bonne journee, cordialement
"""

LISTS = (SYMPATHY, THANKS, PASSED_ON, PROMISES, STRIVING, HELP_OFFERED, PLEASANTRIES)
