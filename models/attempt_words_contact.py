"""How people tell in English of lines, mail and answers that did not come, in all the forms of a verb and an object; models.attempt_words
says what each table is. What stands under `owed` is contact however it is said: "why is there a two hour hold?", "did you get my e-mail?"."""
from models.attempt_words import AttemptWords

_TIME = "minute/minutes/min/mins/hour/hours/hr/hrs"
_CANNOT = "can't/cannot/cant/couldn't/couldnt/not/never"
_UNABLE = "unable/impossible/able/hard/difficult/failed"
_AGENT = ("agent/agents/rep/reps/representative/representatives/csr/csrs/advisor/advisors/adviser/advisers/operator/operators/"
          "supervisor/supervisors/manager/managers/person/people/ppl/lady/woman/man/guy/girl/someone/somebody/anyone/anybody/human")
_REP = "rep/reps/representative/representatives/csr/csrs"
_SAYS = "say/says/said/saying/tell/tells/told/telling/advised/informed/assured/promised/refuse*/insist*/claim/claims/keeps/keep"
_NOBODY = "nobody/noone/never/no/not/haven't/hasn't/hadn't/didn't/don't/doesn't/won't/without/yet/nor"
_CAME_BACK = "get/gets/got/gotten/getting/reply/replied/hear/heard/hearing"
_HELPED = "help/helps/helped/assist/assisted"
_RELATIONS = "customer/client/passenger/guest cares/care/relations/services/service/support"
_MANY = "2/3/4/5/6/7/8/9/10/two/three/four/five/six/seven/eight/nine/ten/multiple/several/numerous/many/countless/various/different/hundreds"
_LONG = "day/days/week/weeks/month/months/wks/year/ages/forever/since"
_WEEKS = "day/days/week/weeks/month/months/wks"
_RAN = "called/calling/calls/call/phoned/phoning/rang/rung/ringing/dialed/dialled/dialing"
_KEPT = "keep/keeps/kept/keeping/getting/get/gets/got/was/were/been/being/be/and"
_FORM = "generic/canned/boilerplate/scripted/template/templated/form/robotic"
_CASE = "claim/claims/complaint/complaints/refund/reimbursement/compensation/appeal/dispute"
_ALOFT = "plane/planes/pilot/pilots/captain/takeoff/runway/tarmac/overhead/weather/mechanic/cockpit"
_ABOARD = f"{_ALOFT}/boarding/board"   # said to everybody
CONTACT = AttemptWords(
    did={
        "phone": f"""
i/we call you/u/them/in/your/customer/twice/daily/them/reservations, calld, callled, caled you/u, been {_RAN}, i/we phone you/u/them/your/customer
tried the/your/by/via/over line/lines/phone/phones/phonelines/hotline/helpline, tried that/the/your/this/calling/every number/numbers/1/800/line
spoke/spoken/speaking/talked/talking/talk/speak … on/over/by/via phone/ph/the/telephone phone/ph/telephone/line
spoke/spoken/talked/speaking/talking … on/over/by/via phone/telephone
spoke/spoken/talked/speaking/talking … reservations/reservation/hotline/helpline, upon calling, in calling, from calling
left … voicemails/vms/message/messages on/with/for/asking, {_RAN} around, gave … a call/ring, given … a call/ring, placed a call/calls, dialing
currently holding, holding … customer/an/the agent/service/line/rep, i/i've called
""",
        "email": """
contacted/complained/contacting/reached/asked/approached/written/wrote/replied/applied/responded/spoken/communicated … by/via/through/thru email/emails
e mailed/mailing, emailled, emaild, emial, emialed, forwarded … email/emails/emailed, i/we have emailed
sent/send … to … email, submitted/filed … email/emails, dropped … an email, shot … an email, fired off … email, exchanging emails
""",
        "letter": """
mailed in/my/our/the/it/them/receipts/documents/copies/all, sent … fax/faxes, sent … by/in/via/through mail/post, faxing, fax sent, faxed
handwritten/certified/formal/complaint letter
""",
        "message": """
dming, messaging you/u/with/your/them/back, inboxed, texted your/you/u/customer, sent you/u/them/ur/a/my/your message/messages/msg/msgs
sent you/u/them a/my/the/several/multiple/two/another/some message/messages/msg/msgs/inbox/pm, dm you/u twice/yesterday/earlier/already
dropped … dm, slid into, fb messaged, messaged
""",
        "unclear": f"""
tried/trying/attempted/attempting reaching/contacting/speaking/talking, tried your/the customer, tried {_RELATIONS}
inquired, enquired, requested … refund/refunds/reimbursement/compensation/supervisor/manager … denied/refused/ignored/ago/told/still/no/but/twice
asked for/to … refund/supervisor/manager/compensation … denied/refused/ignored/told/no/but/hung/said
asked repeatedly/multiple/numerous/several times/for/to/and, asked … repeatedly
applied … refund/compensation/reimbursement/retro/credit … ago/weeks/months/still/no/nothing/yet/denied/twice/ignored
dealt/dealing/worked/working with … {_REP}/supervisor/supervisors/managers/representatives, been chasing, been following, been complaining
been back and, been requesting, wrote in, wrote a complaint/complaints, written … complaint/complaints, submitted … receipts/documents/paperwork
in touch with {_RELATIONS}, corresponded, been corresponding, disputed the/this/my
sent in … receipts/documents/paperwork/info/information/forms, i've written to/3/2/three/two/several/multiple
been trying … {_LONG} … get/to/resolve/sort/fix, been trying … get/resolve/sort/fix/reach/recover … {_LONG}
trying … get/resolve/sort/fix/reach/recover … for/since … {_LONG}, for … {_LONG} trying/tried to, spent … {_LONG} trying to
day 2/3/4/5/6/7/8/9/10/two/three/four … trying/tryin/try
""",
    },
    met={
        "phone": f"""
on/over/in/via the/your/ur phone/line/ph/telephone … hour/hours/hrs/min/mins/minutes/ages/forever/eternity
{_TIME} … on/over the/your/ur/this phone/ph/line/telephone
{_TIME} … on call/phone/ph/calls, hours … phone with, on the/your line with/w, on ph with/w/for, agent/agents/rep/reps/lady/person on the/your ph/line
{_KEPT} disconnected, {_KEPT} hung up, disconnected … phone/rep/reps/agent/agents/representative/call/calls
rep/agent/call/calls/system/line disconnected/disconnects/dropped/drops, disconnects/disconnected/disconnecting me/us/my/the/our
call/calls got/was/were/gets/get/keeps/kept/been dropped/disconnected/cut/dropping/disconnecting/ended/terminated/transferred
line/lines cut/cuts/dropped/drops/disconnected/dead off/out/again/me/us, cuts/cut/cutting … call off/short, lost the/my/our call
and/then/agent/agents/rep/reps/she/he/they/supervisor/manager/lady/guy/woman/man/just/who/twice/literally/basically hung/hangs up
agent/agents/rep/reps/they/who hang up, {_NOBODY} … {_RAN}/phone/phones me/us/her/him/my back, {_NOBODY} … return* … call/calls, {_NOBODY} return call/calls
calls … {_NOBODY} returned/answered/ret
{_NOBODY} … callback/callbacks, told/said … call/ring/phone/calling back/later/again/tomorrow/monday, call back later/tomorrow/again/in/monday
wait/waits/waited/waiting/time/times … {_TIME} … talk/speak/speaking/talking to/with/w {_AGENT}/a/an/the/your/customer/real/live/you
waited/waiting/wait … {_TIME} … pick/answer/answers/answering/phone/call up/phone/the/my/your/call/calls
waited/waiting/wait/sat/sitting/been/stuck on the/your/a line/phone/call
every/each/everytime time/i/you i/we/you … call/ring/phone/dial … says/say/hangs/hang/get/gets/busy/hung/said/tells/told/nobody/one/wait/hold/someone/line/its/it's
when/whenever/everytime i/we/you … call/calls/phone/ring/dial … wait/hold/line/nobody/one/busy/gets/get/recording/message/hangs/hour/hours/says/answers/picks
when i/we call/rang/phoned/called, each/every/everytime i/we call/called/phone/phoned/ring, number/numbers/line/lines … rings/ringing/rang/busy/engaged/jammed
phone/800/telephone/contact/baggage/luggage/service/that number/numbers/line/lines … {_NOBODY}/isn't
busy/engaged signal/tone/signals, always/constantly/permanently/continuously busy/engaged
phones/phonelines/phone lines/are/is/not/down/aren't busy/jammed/down/being
phone line/lines … jammed/busy/down/engaged/shut/open/music/dead/silent/ringing/nothing, transfers/transferring me/us, automated msgs/messages/messaging
get/getting/got/gotten thru 2/on/with/cust, gave up after/waiting … {_TIME}
 phones … answered/manned/ringing/busy, nobody/noone/one … answering/answers/answer … customer/service/phones/lines/support
your phone/telephone support/service/reps/agents/rep/agent/team/staff/people/customer/system, phone {_REP}/agent/agents/operator/operators
{_CANNOT} get/reach/raise/find/contact/speak/talk/getting/reaching … on/by/over/via phone/ph/telephone
{_UNABLE} to get/reach/raise/find/contact/speak/talk/getting/reaching … on/by/over/via phone/ph/telephone
{_CANNOT} get/reach/getting/reaching … on/over/by the/your/ur/a phone/ph/line/call
{_UNABLE} to get/reach/getting/reaching … on/over/by the/your/ur/a phone/ph/line/call
{_CANNOT} get/getting/got/gotten thru/trough/threw, {_UNABLE} to get/getting/got/gotten thru/trough/threw
{_CANNOT} … through … to you/customer/someone/anyone
{_CANNOT}/trying/tried/struggling … get/getting thru/through/past … automated/phone/robot/line/system/lines
phone … not/won't/wont … picked/pick/answered, pick/picks/picking up the/your/ur/their phone/phones/line/call
you/guys/they/nobody/noone/one don't/won't/never/doesn't/isn't/aren't/not/ever/dont pick/picks/answer/picking/answers up/phone/phones/the/your/calls
voicemail/voicemails/vm full/box, voice mail … full, mailbox full, voicemail … full, transferred {_MANY}/over/around/again/back/so
keep/keeps/kept getting/being/transferring transferred/me/us, transferred/transfer/transferring/passed … department/dept/departments/agent/person to
transferred … {_MANY} … times/people/departments/agents/reps/different
reservations {_SAYS}/couldn't/can't/won't/wouldn't/has/had/hung/agent, reservation/reservations agent/agents/rep/reps/desk/line/people/dept/department
call center/centre/centers/centres … couldn't/can't/cannot/won't/don't/doesn't/understand/hung/rude/useless/terrible/awful/told/said/closed/joke/unable/clueless
she/he/they/wife/husband/mom/mum/mother/dad/father/daughter/son/sister/brother/friend/parents has/have/had called/phoned/rung/telephoned
called/phoned/rang … yesterday/today/earlier and/they/was/she/he, been/i'm/im/we're/still/currently/now on with/w customer/your/an/agent/delta/reservations
been on w/with … hour/hours/minutes/min/hrs, get/gets/getting/got a/the/an … recording/voicemail/machine
automated/recorded/robo/robot/auto message/voice/recording/phone/call/menu/system/answer
high/heavy/large/higher call volume/volumes, call volume/volumes, high/heavy/higher/large … volume/volumes of/in calls/call, call/calls later/after call
{_AGENT} i/we spoke/talked/speak … on/over phone/the/ph, call {_MANY} times/agents/people, {_MANY} phone call/calls/convos/conversations/agents/reps
{_MANY} calls/call later/and/to/no/with/now/for, it took … calls/call, my/our/first/second/third/last/1st/2nd/3rd/4th/5th/6th phone call/calls/conversation
1st/2nd/3rd/4th/5th/6th/7th/8th/first/second/third/fourth/fifth/sixth time calling/phoning/ringing/on/i've/called phone/you/called/about/in/today/the/this/for
number … rings/ring/rang/ringing out/and/off, hour/hours/hr/hrs/minutes/mins/min phone call/calls/hold/queue/holds
telephone agent/agents/rep/reps/call/calls/conversation
just/got off the/a phone/call with/after, supervisor/manager/rep/agent/nobody never called/phoned/rang
called/calling silver/gold/bronze/diamond/elite/platinum/reservations, 3/three way call, {_TIME} on call/calls, on call with/for, on a call with/for
in the phone/call with/for, phone time, phone wait, your phone wait, hold w/with
onhold, holding on the phone/line, held on the phone/line, {_TIME} on/holding hold/on/with
told/said/informed/advised/assured/promised … over/by/via/on/through phone/telephone, someone/somebody would/will/was/to call/phone/ring/calling
said/told … call/ring me/us/you/him/her, supposed to call/phone/ring, promised … call/calls/ring, call … promised
""",
        "email": f"""
{_FORM} email/emails, email … bounced/bounces/bounce/bouncing/undeliverable, bounced … email/emails, email after email
email/emails … {_NOBODY}/unanswered/ignored answered/replied/acknowledged/responded/returned/read/reply/response
email/emails {_NOBODY}/isn't/hasn't/aren't … answered/replied/acknowledged/responded/returned/reply/response
by/via/through/on/thru email but/and/twice/no/since/then/nobody/last/several/multiple/over
{_NOBODY} … {_CAME_BACK}/response/answer/reply/respond … from/to/on/by/via email/emails
reply/response/answer … from/to/of/by/via my/our/your/the/several/multiple/any email/emails, your reply/response by/via email, email … bounce*
back and forth … email/emails/emailing, emails back and, correspondence … email, email chain/thread/exchange/correspondence/trail
emails with your/customer/the/ba
""",
        "letter": f"""
{_NOBODY} … answer*/response/reply/replied/respond*/acknowledge* … letter/letters, letter/letters … {_NOBODY} … answer*/reply/replied/response/respond*
letter/letters … unanswered/ignored
""",
        "message": f"""
dm/dms sent/unanswered/ignored, {_NOBODY}/don't/haven't … answer/answering/answered/respond*/reply/replied/replying … dm/dms/pm/inbox/messenger
{_NOBODY}/never/don't … answer/respond*/reply/replies/replied … direct/private/facebook/fb/my message/messages, {_FORM} dm/message
facebook/fb messenger/message/messages/msg, in/via/through/over/by messenger/whatsapp/imessage, messages … ignored/unanswered/unread
""",
        "unclear": f"""
{_NOBODY} … {_CAME_BACK} back to/from me/us/my/her/him/anyone/you/with, still/not/never/haven't/hasn't/yet/nobody heard/hear/hearing back
haven't/not/never/hadn't/still/yet … heard/hear … back/from anyone/anybody/someone/customer/back/since/about/yet
heard anything/thing … from/since/in/after … {_LONG}/you/customer
heard nothing/zero/zilch/squat/jack back/since/from/for/yet, heard nothing, not heard back, no word back
yet to hear/receive/get/be … response/reply/back/from/answer
{_NOBODY} … response/reply/responses/replies/answer/contact/communication … from/after/in/for/since … {_LONG}/{_RELATIONS.split()[0]}
{_WEEKS} and/with/now/later/without … {_NOBODY}/zero response/reply/answer/contact/communication/resolution/refund/reimbursement
no/any/zero/without response/reply/answer/responses/replies/acknowledgement/acknowledgment from customer/your/anyone/the/ba/delta/aa/claims/corporate/baggage
never received/got/heard/gotten a/an/any/my/back response/reply/answer/back/from/explanation
{_NOBODY} … respon*/repl*/answer*/help/helping/helped/care/resolve* … customer/claims relations/care/service/services/dept/department
{_RELATIONS} … {_NOBODY}/hasn't/haven't/isn't/aren't/not/ignoring/ignored/ignores/ignore respon*/repl*/answer*/me/us/my/contacted/contact
{_RELATIONS} … {_SAYS}/ignoring/ignored/replied/responded/closed/denied/rejected/declined me/us/that/no/they/it/i/my/nothing/there/this/the/to/with/and/we/you
{_RELATIONS} … useless/unhelpful/clueless/hopeless/refus*/unwilling/couldn't/can't/cannot/unable/lied, ignored by {_RELATIONS}, waiting on/for {_RELATIONS}
waiting … {_LONG} … for/to/on … response/reply/answer/refund/reimbursement/hear/compensation/cheque/check/resolution
waiting/awaiting/waited … refund/reimbursement/compensation/cheque/credit/voucher/vouchers … {_LONG}
still waiting/awaiting for/on/my … refund/reimbursement/compensation/reply/response
{_CASE} … denied/rejected/declined/refused, claim/complaint/case/ticket … closed/dismissed
denied/rejected/declined/refused/closed/dismissed … my/our/the/his/her {_CASE}/case
have/has/had/got an/a … open/case/claim/ticket/complaint … open/number/case/claim/with/in
case/claim/ticket/complaint … still/is/remains open/unresolved/outstanding/pending
{_CASE.split('/')[0]}/complaint/case … still … open/unresolved/pending/outstanding/processed/paid/processing/review
update … on/re my/our/the/this claim/complaint/case/refund
your/customer/a/an/the/cs/service/support {_REP}/csr/csrs {_SAYS}/lied/refused/couldn't/can't/promised/gave/failed/never/didn't/did/made/wouldn't
{_REP}/supervisor … lied/refused/refuses/promised/misinformed/failed/quoted to/me/us/the/my/a/that
different/{_MANY} {_REP}/agents/representatives/supervisors/employees … different/tell/told/said/says/gave/answers
told/given … different things/answers/info/information/stories/story/reasons/times, different answer/answers/story/stories … from/every/each
{_CANNOT} get/reach/find/contact … ahold/hold of, {_UNABLE} to get/reach/find/contact … ahold/hold of
{_CANNOT} reach/reaching/contact/contacting … anyone/anybody/someone/somebody/you/customer/human/person
{_UNABLE} to reach/reaching/contact/contacting … anyone/anybody/someone/somebody/you/customer/human/person
{_CANNOT} get/getting/find … anyone/anybody/someone/somebody/person/human … to help/answer/respond/assist/tell/talk/speak
{_UNABLE} to get/getting/find … anyone/anybody/someone/somebody/person/human … to help/answer/respond/assist/tell/talk/speak
{_CANNOT} get … straight/clear/real/any answer/answers/response, {_UNABLE} to get … straight/clear/real/any answer/answers/response
{_CANNOT} speak/talk to/with a/an/anyone/someone/human/real/live/somebody, {_UNABLE} to speak/talk to/with a/an/anyone/someone/human/real/live/somebody
nobody/noone/no … give me/us … answer/answers
given/giving/gave/getting/got/get/gets … the runaround/run/around, given/give/gives/giving me/you/us/the/runaround … runaround/around, given runaround
cs gave/told/said/says, passed around/pillar, going/sent/go … in/round/around circles, sent … pillar
back and forth with/for, been ignored for/by/since, ignoring me/us/my for/since/and, dealing/dealt with this/it/your … since/for … {_LONG}
{_LONG} and/later … still/no/nothing … refund/reimbursement/resolution/bag/luggage/response/reply/answer/resolved
still/no refund/reimbursement/compensation … after/since/for … {_LONG}, been lied to, misinformed by
wrong/bad/incorrect/conflicting/misleading/false info/information/advice … by/from your/an/{_REP}/agent/agents/customer
was/were/been/and/i/we given … wrong/incorrect/conflicting/false/bad info/information/advice
got/get/getting/received/receive/sent/gave … {_FORM} response/responses/reply/replies/answer/answers
{_NOBODY} … follow/followed/following/followup up/back with/on/me, no follow up
customer/cs {_REP}/agent/agents … rude/useless/unhelpful/clueless/{_SAYS}/lied/hung/refused
spoken/spoke/talked to/with/2 {_MANY}/everyone different/agents/people/reps/supervisors/customer, whoever/person/people i/we spoke/talked/dealt/speak to/with
dept/department/team/office … {_NOBODY} … respon*/repl*/answer*/returning
claims/refund/refunds/lost/baggage dept/department/team/office … {_NOBODY} … respon*/repl*/answer*/contact*/call*
""",
    },
    near={
        "phone": """
baggage/luggage/claims/lost/central line/number/hotline/helpline, 1 800/888/877/866/0800/0844/0344, 800/toll number/free, ph
elite/gold/platinum/silver/diamond/executive/exec/concierge/vip/medallion/club line/phone/desk
""",
    },
    owed={
        "phone": f"""
{_TIME} hold time/times, {_TIME} in/of hold/wait time/times, called on many/several/numerous/multiple/various/two/three/four occasions
don't/didn't/won't/to/never/doesn't return … my/our call/calls
{_TIME} hold … phone/assistance/customer/call/agent/rep/someone/line/for/to/with/just/queue, {_TIME} wait/waits/waiting/hold … to/just speak/talk
{_TIME} wait/waits/hold/queue/holds/waiting for/on/with/to … customer/phone/call/callback/reservations/representative/rep/reps/support/service/phones/calls/line
wait/hold time/times is/are/of/was/over/its/it's/about/for/on/at … {_TIME}/phone/customer/reservations/call/calls
hold/wait/waiting time/times … customer/phone/reservations/call/calls/line/rep/agent/representative
long/ridiculous/insane/crazy/horrible/terrible hold time/times, why … get/getting/got through/thru, call me/us back … {_TIME}/after
""",
        "email": """
don't/didn't/won't/to/never/doesn't return/answer … my/our email/emails, did/have/has/do you/anyone/u/they … my/our email/emails
please/pls/can/could/you check/read/see/answer/find/open my/our/the email/emails/inbox
when … reply/respond/answer/response … my/our/to email/emails, reply/respond/response/answer/answers … to my/our/an/your/the email/emails
reply to email/emails
""",
        "message": """
answer/read/reply/respond … my/your/ur/the/to dm/dms/pm/pms/dm's, please/pls/plz read/answer/reply/respond … dm/dms/inbox/pm/message/messages
reply/respond/answer to/my my/our/the/private/direct/dm dm/dms/message/messages/inbox, did/have you … my/our dm/dms/message/messages, i/i've dm'd/dmed
""",
        "unclear": f"""
update/updates/status/progress/news … on/of/about/with my/our/the … claim/complaint/case/refund/reimbursement
status of my/our/the/a … claim/complaint/case/refund, what … happening/going/happened with my/our … claim/complaint/case/refund
when will/can/do/am my/our/i … claim/complaint/case/refund/reimbursement … processed/answered/paid/resolved/response
""",
    },
    innocent=f"""
a phone charger/case/number, my/his/her/our/their phone/phones, hang/hung/hangs up … coat/jacket/suit/clothes, hung … wedding/dress/suit/coat
on the/our/my phone … app/wifi, phone app/battery/died/case/charger/screen, lost/left/find/found/charge/dropped/leave/broke … phone/phones
line/lines … security/check/boarding/tsa/bag/baggage/checkin/customs/immigration/passport, security/tsa/boarding/checkin/customs/passport line/lines
they said/say/says/told/just … {_ABOARD}, {_ABOARD} … they said/say/says/told, announced … {_ABOARD}, told … {_ALOFT}, number of, put it/them/that/my/the … on hold
reservation/reservations/booking/flight/fare/ticket/seat/seats/it … on hold, heard nothing but, transferred … flight/flights/plane/bus/hotel
called the tower/ground
phone and tablet/ipad/laptop, flight/seat/gate/confirmation/tracking/booking/reference/ticket/account/skymiles/traveler/tail number, wifi … disconnected
""",
    exchange="",
    failures={
        "waiting": "on hold, call volume/volumes, busy signal",
        "no answer": f"""
get/gets/got/gotten/getting back to me/us, heard nothing, no word, {_CANNOT} reach/ahold/hold, {_UNABLE} to reach/ahold/hold
busy/engaged/jammed signal/tone, rings out, voicemail full, {_NOBODY} … {_CAME_BACK} back to/from
""",
        "cut off": "got disconnected, call/calls got/was dropped, hung up, hangs up, hang up on",
        "sent on": "runaround, keep/kept transferring/getting, transferred, pass* … around",
        "refused": "claim/complaint/request/refund denied/rejected/declined, refuse*, denied/rejected/declined my/our",
        "promise broken": "nobody/one/never/no … call/called/calls me/us back, never called",
        "wrong": "misinformed, conflicting, different things/answers, lied",
    },
    unreal="", ours="", theirs="", denials="",
)
