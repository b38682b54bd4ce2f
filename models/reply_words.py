"""The words by which companies apologise, ask and tell: our own lists, in English, Spanish, German and French.

The language of models.phrasebook over the words of models.reply_sentences: no accents needed, contractions spelt out ("we've" is we have),
marks for what is no word (#link #handle #mail #phone #money #time #number). Elsewhere: models.sending_words, courtesy_words, action_words.
"""

APOLOGY = """
sorry, sorries, apolog*, regret, regrets, regretted, regretful*, regrettab*, forgive us/me, hate/hates to hear/see/learn/read/know/keep, hate that
hate when
concerned/disheartened/saddened/sad/upset/dismayed/gutted to hear/learn/read/see, we are concerned, not what we like/want to hear, not good to hear
not/never like to hear, never want to hear
lo siento, lo sentimos, sentimos mucho/la/el/las/los/que/lo, siento mucho/la/el/que, lamento, lamentamos, disculpa, disculpas, disculpe, disculpad, perdon
perdona, perdone
tut mir/uns …, leid, entschuldig*, bedauer*, verzeih*
desole, desoles, desolee, desolees, navre, navres, navree, excuses, excusez, nous/m excuser, regrettons, regrette, pardon
"""

NO_APOLOGY = "no/any regrets, sorry to bother, sorry to ask, not sorry, no need to apologise/apologize"

# A request for something that is needed to go on, without a question mark.
REQUEST = """
please/kindly/just forward/advise/share/provide/confirm/specify/clarify/elaborate/reply/respond/send/explain/describe
let us/me know what/which/your/the/when/where/more/who, can/could/would you … share/provide/tell/confirm/advise/send/give/clarify/elaborate/explain
tell us/me more/what/which/your/where, we/i will/would need your/the/to/a, may/could we/i have your/the, what is your
address and postcode/email/phone/contact/telephone, email and postal/phone/contact
dinos/indicanos/indiquenos/facilitanos/confirmanos/cuentanos/puedes/podrias/puede/podria …, teile/teilen … mit, nenn/nenne/nennen … uns
sag/sage/sagen … uns, precisez nous, pouvez vous, pourriez vous, indiquez nous, peux tu, quel est, quelle est
"""

POLITE_QUESTION = """
how are you, how is it going, how is your day, are not they, is not it, right, okay, ok, do not you, who does not, agree, are not we, deal
sound/sounds good, does this help, does that help, make sense, anything else, ready, excited, que tal, wie geht, comment allez vous, ca va
"""

# Causes, times, sums, states and rules: these tell something even beside a courtesy.
TOLD = """
due to, because, caused by a/an/bad/technical/weather/the, the reason is/was/for, as a result of, owing to
mechanical/maintenance/technical/it/system/known issue/issues/problem/problems/fault/difficulties/outage/delay, outage, glitch
at/by/until/till/is/of/around/before/after/for/now/as #time, #time departure/arrival, #money, up to #number, within #number, #number to #number
one/two/three/four/five/six to two/three/four/five/six/seven/eight
#number days/business/working/hours/weeks/months/minutes/mins/lbs/kg/inches/gb/percent, rescheduled, expect it to, expecting
is/are now open/closed/available/delayed/due, date order
policy, policies, not permitted/allowed, eligible, entitled, subject to, non refundable, nonrefundable, not/never guaranteed, depends on, depending on
terms and, in accordance, regulation/regulations, first come, per person/passenger, no charge, free of charge, at no cost, a fee
can/could not hold, unable to hold/offer/provide/accommodate/process/honor/honour/refund/change/transfer/confirm/guarantee
not able to offer/provide/hold/refund
air traffic, weather delay/delays/conditions/issue/issues, crew rest, late arriving, late arrival of, inbound flight/aircraft/plane/crew
estimated departure/arrival/time, departure time, arrive in/at/by, delayed/cancelled/canceled due, fare rules, is/are now boarding
has/have landed/departed/arrived/boarded/diverted/resumed, now in the air, wheels up now, pulled out
debido a, porque, a causa, el motivo, previsto, prevista, segun, wegen, aufgrund, weil, ursache, voraussichtlich, en raison, a cause de, parce, prevu*
est du a, etait du
"""

# With one of these a clause states something; without, it is a remnant.
STATED = """
is, are, was, were, am, has, have, had, will, can, does, do, did, would, may, might, should, must, could, need, needs, takes, take, comes, goes, went, only
yes, no, correct, usually, means, cost, costs, keep, keeps, saw, see, works, work, changed, dropped
use, try, clear, check, select, click, go, log, restart, print, switch, turn, unplug, untick, remove, delete, plug, press, expect, show, shows, run, runs
play, plays, start, starts, open, opens, close, closes, arrives, departs, get, gets
needed, took, got, failed, broke, broken, stopped, blocked, lost, sold, expired, ended, began, begins, lists, varies, vary, affects, affect, monitor
monitors
replies, reply, respond, responds, gauge, decides, decide, contain, contains, last, lasts, caused, delayed, replaced, installed, introduced, showing
waiting
require, requires, offer, offers, allow, allows, apply, applies, include, includes, depend, depends, cover, covers, provide, provides
es, esta, estan, son, fue, hay, puede, puedes, tarda, tiene, tienes, ist, sind, wird, war, hat, haben, kann, konnen, kannst, muss, dauert, gibt, est, sont
sera, a, ete, peut, pouvez, faut, prend, reste, il
"""

# How a sentence begins that is about the person, the speaker or the mood, not about the matter …
PERSONAL = """
i, that, this, it, you, what, sounds, we, oh, so, well, wow, ok, okay, who, where, how, sure, perfect, not, no, just, of course, ha, haha, he, she, my, ours
anything, nothing, everyone, please, yes we
eso, esto, que, lo, das, es, dass, wir, ich, c, cela, ca, je, nous
"""

# … and which of these are about the matter nevertheless.
FACTUAL = """
we do/can/are/have/only/offer/no/see/could/show, it is/can/will/takes/was/just/shows/looks/appears/seems, please know
you can/may/will/should/need/are, this is/was/means
that is/was because/due/correct, no we, yes
wir konnen/haben, nous avons/pouvons
"""
