"""How people tell of an earlier attempt in English; models.attempt_words says what each table is."""
from models.attempt_words import AttemptWords

_TRIED = "tried/tries/trying/attempted/attempting/attempts/managed/struggling/struggled/waiting/waited/had/having"
_CANNOT = "unable/impossible/can't/cannot/cant/couldn't/couldnt"
_AGENT = ("agent/agents/rep/reps/representative/representatives/csr/advisor/advisors/adviser/advisers/operator/operators/"
          "supervisor/supervisors/manager/managers/person/people/ppl/"
          "lady/woman/man/guy/girl/gentleman/bloke/lass/lad/staff/personnel/clerk/employee/employees/folks/attendant/attendants")
_OFFICER = "agent/agents/rep/reps/representative/representatives/csr/advisor/advisors/adviser/operator/supervisor/supervisors/manager/managers"
_PLACE = "desk/counter/kiosk/gate/baggage/luggage/checkin/ticket/ticketing/airport/boarding/lounge/shop/store/branch/station"
_CASE = "complaint/complaints/claim/claims/case/report/reports/request/requests/enquiry/inquiry/appeal/query"
_LODGED = "filed/submitted/lodged/raised/sent/made/opened/logged/registered/put/submit/filing/file"
_SENT_IN = "filed/filled/submitted/lodged/raised/sent/logged/registered/claimed/reported"
_MANY = "2/3/4/5/6/7/8/9/10/two/three/four/five/six/seven/eight/nine/ten/multiple/several/numerous/many/countless/various/dozens/repeated/endless"
_NTH = "first/second/third/fourth/fifth/sixth/1st/2nd/3rd/4th/5th/6th"
_NOBODY = "no/nobody/one/noone/not/never/won't/don't/doesn't/can't"
_ANSWER = "answer*/pick*/repl*/respond*/response"
_US = "me/us/my/him/her/husband/wife/that/it's/its/i/we"

ENGLISH = AttemptWords(
    did={
        "phone": f"""
called, did call, my call of/on/to, held … minutes/mins, so i/we ring, phone up, phoned, telephoned, rang, rung, dialed, dialled
calling/phoning/ringing you/u/customer/them/your/for/about/in/to/the/since/off/every, i/we call and/to/again/back/the, i'm/been ringing/phoning
ring you/u, {_TRIED} … to/2 call/phone/ring/telephone, {_TRIED} … by/over/via phone/telephone, {_TRIED} … calling/phoning/ringing
unable/impossible/can't/couldn't to call/phone/ring, been/keep/kept … calling/phoning/ringing
by/after/despite/spent/spend/spending/wasted calling/phoning/ringing, hours/hour/minutes/mins/days … calling/phoning/ringing, made … call/calls
had/have to make … calls, holding over/already, holding for an/over/about/ages, been holding, still holding, been on to you/them
""",
        "email": f"""
emailed, emailing, did email, {_TRIED} … email/emailing, sent/send/sending/wrote/written … email/emails, replied/responded to … email
exchanged … emails
""",
        "chat": f"""
chatted, asked the/your chat/bot/webchat/chatbot, asked chat/webchat/bot, opened the/your chat, typed … chat/bot/webchat
{_TRIED} … chat/chatbot/webchat, on/via/through/over/with/by/in/used/into … chat/webchat/livechat/chatbot/bot, chat/webchat/chatbot i
""",
        "message": f"""
dm'd, dmed, dm'ed, messaged, pm'd, pmed, whatsapped, sent/send/wrote … dm/dms/pm/pms/whatsapp, sent/send … direct/private message/messages
{_TRIED} … dm/whatsapp, {_MANY} dms
""",
        "in person": f"""
asked/begged/approached/alerted/notified/asking … {_PLACE}/attendant/attendants/stewardess/steward/crew/staff
told/informed the/your/ur/a/an/one/my/our/several … {_PLACE}/attendant/attendants/stewardess/steward/crew/staff
spoke/spoken/speaking/talked/talking/speak/talk … {_PLACE}/attendant/attendants/stewardess/steward/crew/staff
went/gone/walked/sent/been/popped/drove/visited … desk/counter/store/shop/branch, gone to … desk/counter/store/shop/gate, in person
filed/made/filled … bag/baggage/luggage/lost/damage report
""",
        "website": f"""
{_SENT_IN}/completed/did … form/forms/webform, {_SENT_IN} … online/website/site, made … complaint/complain/claim/request … online/website
""",
        "app": "used … app",
        "letter": """
wrote/written/sent/posted/mailed … letter/letters, my/our letter/letters, letter/letters i/we sent, letter sent, letters to, faxed
""",
        "public": f"""
tweeted … you/u/them/several/multiple/twice/times/already/yesterday/and, tweeted, previous/{_NTH}/{_MANY} tweet/tweets
""",
        "unclear": f"""
contacted, contacting you/customer, complained, escalated, reached out, been in touch, in contact with, got/gotten/get in touch
wrote to/previously/you/u/again/twice, writing to/you you/u/your/customer, did contact/complain/write, wrote … times/occasions, asked you/to … times/x
logged/reported it/this, written to, spoke/spoken/talked … {_AGENT}/you/u/customer/someone/somebody/anyone/service/them/with/to, chasing you/this/up
chased, followed up, submitted/filed/logged/lodged/sent one, gave/showed/presented/provided customer/agents/staff, {_LODGED} … {_CASE}
raised/opened/logged/submitted … ticket/tickets, {_TRIED} … contact/speak/talk
{_TRIED} … reach/get you/u/customer/your/the/someone/anyone/somebody/hold, i've/we've/have asked … times/x/for/you, asked if i/we could/can/may
been waiting … hear back, {_NTH} time asking/reporting/writing, asked/queried … told/said/answer/refused, told when i asked
told/explained … twice/times, notified you, told you about/twice/in/on, reported … twice/times/again, {_NTH} contact/attempt/request/complaint
""",
    },
    met={
        "phone": f"""
on hold, hold time/times, hold music/queue, put me/us through, putting me/us through, transferred me/us/from/between/x/twice, was/been transferred
cut off … transfer, your queue, phone/voice/automated/robot menu, pressed/press 1/2/3/4/0, called/rang/phoned and was/were/got told/asked/transferred
hung up on/when/after/before, hangs up on/when, hang up on, hanging up on, just hung up, got hung up, being hung up, put the/their phone down
put phone down, phone put down, phone queue/tree/menu/wait/calls, phone line/lines … wait/hold/closed/busy/down
wait/hold/waiting time/times … phone/call, call wait/hold time/times, minutes/mins/min/hour/hours/hrs hold
wait time/times for customer/service/an/agent/your, number … ringing/rings out, just/keeps/only ringing/rings out, drops/dropped my/our call
{_MANY} calls, {_NTH} call, calls to you/your/customer, your call is important, the phone says, every/each time i/we/she/you ring/call/phone
hang/hanging up after, got/get/being transferred, put/putting me/you/us/x through, put through to, the recording, recorded voice, rejoined queue
been in the/your queue, joined/rejoined the/your queue, waiting on the/your number, {_NTH} time … called
minutes/mins/hour/hours … music/pipes/piano/tune/jingle/ukulele/flute, number … in the/your queue
girl/lady/lad/man/guy/someone/somebody/nobody/one/agent picks/picked up, time calling/phoning/ringing/holding, in the phone with
customer service wait/hold, line dropped, line went, line is/was busy/engaged, cut off … on hold, {_CANNOT}/trying/tried … get/getting through
get/getting/got/gotten through to/on/with/again, {_CANNOT} … through to
promised/waiting/wait/waited/supposed/expecting/awaiting/no/nobody/one/never/asked/requested … callback/callbacks
promised/waiting/wait/waited/supposed/expecting/awaiting/no/never/nobody/one/haven't/hasn't/didn't … call/called/calling/calls back
promised/supposed/awaiting/waiting/expecting … call/calls/ring, no/a/the/their/your call back
no response/answer from any/the/your number/numbers/line/lines, call back that/which/within, calling back when
said/told/promised/says … he'd/she'd/they'd/would/will/he'll/she'll/they'll … call/ring/phone
{_NOBODY} … answer*/pick* … phone/phones/calls/call/number/line, nobody/one … answer* … call/calls, number … {_NOBODY}/isn't answering/answer/answered
{_NOBODY} … answer my/our/the/your/their call/calls, left … voicemail/message/messages/vm, automated system/line/message, recorded message
""",
        "email": f"""
{_MANY} emails, {_NTH} email, emails to, my/our/wife's/wife/husband's emails, my/our/wife's email about/to/regarding/was/got/went/of
email/emails i/we sent/wrote/send, mailbox, emails … unanswered/ignored, unanswered emails/email
no/not/never/haven't/havent/yet/still/without … {_ANSWER} … email, {_ANSWER}/returning/returned … emails, emails … {_ANSWER}
""",
        "chat": """
live chat, the/your bot, chat can't/won't/couldn't/starts/forgets/loops/sends/keeps/closed/ends/leads/asks/asked/opened/took/window/transcript
chat/bot/webchat … hung up on/me, chat/bot/webchat … disconnect*/closed/ended/cut/left, chat/bot/webchat hung up, chatbot
""",
        "message": """
in your/the dm/dms/inbox/messages, in dm/dms for, direct/private messages, replied to your dm/dms/message, ignoring/ignored my dm/dms/message/messages
left … on read
""",
        "in person": f"""
told/asked/tell/denied/refused/cant/can't/couldn't … at the {_PLACE}, in the/your shop/store/branch they/he/she, told in the/your shop/store/branch
your … shop/store/branch swore/said/told/refused
store/shop/branch/counter/desk sent/told/said/says/refused/couldn't/can't/cannot/won't/wouldn't/blamed/promised
""",
        "website": """
via … web/online form, online/web form but/completed/submitted, online request/claim/form/complaint … won't/not/doesn't/isn't/error/failed
""",
        "public": f"""
my/our/see/re previous/earlier/last/other tweet/tweets, already/told/asked/posted … on here, ignoring/ignores/ignored my/our tweet/tweets
{_ANSWER} … my/our tweet/tweets, not/no/never/doesn't/don't … {_ANSWER} … tweet/tweets
""",
        "unclear": f"""
no/not/never/haven't/havent/hasn't/yet/still/without/any … {_ANSWER}/heard/hear … {_CASE}
{_CASE} … no/not/never/still/without … {_ANSWER}/heard/resolved/resolution, waiting/waited/wait/awaiting … {_CASE}/reply/response/hear
{_CASE} … ignored/unanswered/ago/months/weeks, {_CASE} logged/lodged/filed/submitted/sent/made/opened, had/received no response/reply/answer
no response/reply/answer after/since/yet, no response/reply/answer from your/the/customer, still waiting … … response/reply/answer
ticket/tickets opened/closed/resolved/ignored, {_MANY} agents/advisers/advisors/operators/reps … told/said/asked/promised/all/both/later
to {_MANY} different people/agents/reps/departments, {_NOBODY}/haven't/hasn't/havent repl*/respond*/answered … me/us
case/claim/complaint/file number/no/ref/reference/id/nr/numbers, my/our/his/her/wife's complaint/complaints/claim/claims
be/been/getting/got/was/were told by … {_OFFICER}/customer/staff
{_OFFICER} … told/tells/telling/advised/informed/assured/refuse*/promised me/us/my/him/her/husband/wife
was/were/been/being/just/got/and told … nothing/no/can't/couldn't/cannot/isn't/impossible/won't/aren't/wouldn't
""",
    },
    near={
        "phone": f"""
phone {_AGENT}, on/over/by/via the/your/ur phone, on/over/by/via phone, call/contact centre/center/centers/centres/cntr/ctr, telephone
phone team/system/menu, phone call/calls, call/calls dropped/drops/disconnected/cut/failed, dropped call/calls, drops/dropped the call/calls, helpline
hotline, help line, phone line/lines/support/service, customer service/care/services number/line
reservations/reservation/booking/exec/executive/gold/silver/platinum/diamond/elite/medallion/premier desk/line/agent
""",
        "chat": "chat, webchat, chatbot, livechat, your/the bot, chat agent/agents/assistant/team",
        "in person": f"{_PLACE}/check/desk in/service {_AGENT}, {_PLACE} {_AGENT}, {_AGENT} … at … {_PLACE}/terminal, front desk",
        "unclear": f"""
customer service/care/services/support/relations/svc/serv, cust serv/svc/service, cs {_AGENT}, cs, support team, adviser/advisers/advisor/advisors
helpdesk, save/billing/accounts/loyalty/technical/tech/retentions/cancellations team/dept/department/desk/people
""",
    },
    owed={
        "phone": "need/want someone/somebody to answer/pick … phone",
        "email": "respond/reply/answer/read to/my/our/the/your/any/an … email/emails, respond/reply/answer/read email/emails",
        "letter": "respond/reply/answer … letter/letters",
        "unclear": f"""
respond/reply/response to/from my/our/a/the/his/her … {_CASE}/correspondence/query/message/messages, answer/resolve/update … my/our {_CASE}
""",
    },
    innocent="""
travel/estate/booking agent/agents, called me/us/him/her a/an/out/names/liar/stupid, called it/off/out/for/my/on/himself/herself, so called
cust/caller/customer/clt called/rang/phoned/ringing/calling/contacted, that's/thats/what's called
is/are/was/were/be/been/being/gets/get called/contacted/emailed/asked/texted, got contacted/emailed
sent/sending/send/sends me/us … email/emails/mail/message, confirmation email/emails, emailed to/me, emailed me/us/about, send or receive
check/checking/retrieve/read/access/load … my/our email/emails, receive* … email/emails, emails/email from, had … emails/email
rang/called/phoned me/us/him/her/my/his/our, called w, now on the phone, hold baggage/luggage/bag/bags/your/my/the, call it/me
baggage/bag/bags/luggage claim/claims, claim area/ticket, my/our complaint/claim is, claim form, called an uber/ambulance, called paramedics
got/gotten/had/received … phone call/calls from, called a/the cab/taxi/police/hotel/doctor, phone charger/number/battery/died/dead, my/her/his phone
your phone number, spoke up/too/volumes, customer service number, asked me/us, asked everyone, asked passengers, asked customers
""",
    exchange=f"""
told/tells/tell/telling/advised/informed/assured/instructed/instructing {_US}/to/by/no/at, promised, told, said/say/says/saying
insisted/insist/insists, suggested/confirmed/explained/offered/quoted/admitted, no help, of no help, unhelpful, useless, not helpful
can't/couldn't/cannot/cant/couldnt/unable … help/fix/do/sell/change/give/find/assist, refuse*, not answering/responding
transfers/transferred/passed me/us, won't/wouldn't … help/refund/change/let/allow/honor/honour/waive/do/rebook/give, failed to, i asked, when asked
slowest/slow service, denied me/us, misinformation, zero/no empower*/authority/answers
""",
    failures={
        "waiting": """
on hold, hold time/times, wait time/times, still waiting, been waiting, hold music, holding, queue
minutes/mins/min/hour/hours/hrs/hr wait/waits/hold/on, waited, waiting for/on, wait/waiting/waits, slow, slowest
""",
        "no answer": """
no/any/without answer/response/reply/replies/acknowledgement/feedback/contact
haven't/havent/not/never/hasn't/didn't/yet/hadn't/don't/dont … heard/hear/receive*/repl*/respon*/answered/returning
no/nobody/one … answer*/pick*/repl*/respond*/available, ringing/rings out, doesn't/don't/won't/not/can't/cannot … answer/reply/respond/pick/answering
unanswered, ignored, ignoring, ignore, can't/cannot/cant/couldn't/unable/impossible … through, heard nothing, nothing back/since, radio silence
not a word, yet to hear/receive/get/reply, no resp, silence, crickets, please respond/reply, could you … respond/reply, respond/reply to my/our
waiting … response/reply/hear, awaiting a/response/reply
""",
        "cut off": """
hung up, hangs up, hang up on, hanging up on, cut/cuts off/me, cut us, disconnected, disconnect*, call/calls/line dropped, dropped/drops … call/calls
line went, phone down, kicked … off/out, ended the chat, closed the chat
""",
        "sent on": """
told/tells/telling/says/said/advised/asked/asks/asking/suggested/insist/insists/wants/want/instructed me/us/i/to … call/contact/email/write/go
told/tells/says/said/advised/asked/asking/suggested/insist/insists/wants/want/instructed me/us/i/to … visit/see/file/fill/reach/tweet/speak/ring/use/try
sent/directed/referred/redirected/pointed/sending/directing/passed me/us, directed/referred/redirected/passed to, transferred, transfer, transfers
passed … around/pillar, says/said fill/call/contact/email/ring/phone/go/visit/write, bounced, circles, runaround, run around, pillar to post
back and forth, pass … buck, passing … buck, pingpong, ping pong
""",
        "refused": """
refused, refuse/refuses/refusing, won't/wouldn't/wont/wouldnt … refund/change/let/allow/honor/honour/waive/do/rebook/give/budge, denied, deny
said/saying/told/told me no, not allowed, rejected, declined, nothing … do/done, can't/cant/couldn't … do/sell/change/help/give/put
told/saying/said … can't/cant/couldn't/aren't/nothing/impossible, told me/us/him/her no, can't/cannot do anything, unwilling, not empowered, waiving
due to policy, against policy
""",
        "promise broken": """
promised, promises, never called/rang/phoned … back, no call back, no one/nobody … called/calls/rang … back
supposed to call/be/get/ring/email/contact, said/told … would/will/they'd/he'd/she'd … call/contact/reply/respond/get/ring/come
was told … someone would/will, waiting/waited … call/callback back, no callback, not calling back, no call, as promised, nobody/one called/rang
never called
""",
        "wrong": """
lied, lying, lie, lies, liar, misinformed, wrong information/info, were wrong, was wrong, conflicting, contradict*
different answer/answers/story/stories/things/price/prices/information, misinformation, incorrect, misled, had told, false
""",
        "no help": """
no help, unhelpful, useless, not helpful, less than helpful, not/wasn't/weren't/isn't/zero/hardly/far … helpful
can't/couldn't/cannot/unable/cant/couldnt … help/fix, not able to help, no luck, no avail, no use, clueless, not working, won't let, wouldn't let
error, rude, not resolved, no resolution, failed, crash*, broken, incompetent, awful, terrible, doesn't work, isn't working, won't work, down, unable
""",
    },
    unreal="""
should/can/could/do/may/shall/would/must i/we, if i/we/you/it, i/we will/would/may/might/could/should/shall/wanna/gotta/won't/wont/wouldn't, i'll
we'll, i/we can, i'm/im/am/are/is/we're gonna, gonna, going to call/phone/email/write/contact/complain/ask/speak/file/be/message/dm
i/we want/need/like/love/hope/plan/wish/wanted/needed to, like to, would love/like, want/need/wanna to/someone, rather, please, let me know
can't/cannot/couldn't find, could/should/would have, is/are there a/an/any/some/someone/anyone/somebody, how do/can/would/about
anyone/someone/somebody to, thinking/think of/about, wish i/you/there, about to, someone/anyone i can, planning, no need, don't need/want/have to
will be, what/which … number, best time/way, can/could/will/would someone/you/anyone, give me, send me
""",
    ours="""
i i've ive i'd id i'm im we we've weve we'd we're
wife husband spouse mum mom mother dad father partner friend friends daughter son us brother sister boyfriend girlfriend fiance colleague
""",
    theirs="""
you you've u ur they they've they're he she nobody noone one someone somebody agent agents rep reps staff who airline it
that which crew attendant manager supervisor engineer technician driver courier collector
everyone everybody people passenger passengers thief burglar agency centre surgery hospital scammer fraudster he'd she'd they'd get wish to
""",
    denials="not never haven't havent hasn't hasnt didn't didnt don't dont without instead wasn't weren't",
)
