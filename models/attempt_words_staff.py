"""How people tell in English of asking staff face to face and what these answered: at a gate, a counter, a desk, on board, in a shop.

models.attempt_words says what each table is. A rude or slow member of staff is the complaint itself; one who was asked, or who answered, was tried.
"""
from models.attempt_words import AttemptWords

_PLACE = ("gate/counter/boarding/airport/terminal/ticket/ticketing/checkin/baggage/luggage/lounge/flight/cabin/ground/bag/kiosk/podium/lobby/helpdesk/"
          "transfer/bagdrop/concourse")
_PEOPLE = ("agent/agents/rep/reps/lady/ladies/woman/women/man/men/guy/guys/girl/girls/gentleman/staff/personnel/attendant/attendants/"
           "employee/employees/worker/workers/supervisor/supervisors/manager/managers/clerk/clerks/person/people/folks/team/crew/"
           "assistant/assistants/handler/handlers/host/dude/officer")
_BOARD = "attendant/attendants/stewardess/stewardesses/steward/stewards/purser/fa/fas/hostess/crewmember"
_ONE = "employee/employees/staff/agent/agents/supervisor/manager/clerk/attendant/attendants/steward/stewardess/crew/fa/fas/personnel"
_DESK = "desk/counter/kiosk/podium/checkin"
_TOLD = ("told/tells/telling/advised/insisted/insists/explained/admitted/assured/promised/instructed/claimed/misinformed/blamed/"
         "blames/lied/condescended/argued")
_US = "me/us/my/him/her/everyone/husband/wife/mum/mom/dad/daughter/son/that"
_SAID = "said/says/say/saying/replied/responded/answered/answer/shrugged/snapped/apologized/apologised"
_WHAT = ("she/he/they/i/no/not/nothing/can't/couldn't/cannot/it's/its/it/there/we/i'm/i'd/she's/he's/they're/my/would/wouldn't/"
         "that/sorry/oh/well/too/only/because/all/to/policy/you")
_REFUSED = "refused/refuses/refuse/refusing/denied/denies/declined/dismissed/unwilling"
_CANNOT = "can't/cant/cannot/couldn't/couldnt/wouldn't/won't/wont/unable/not"
_DO = ("help/assist/do/give/tell/change/find/fix/answer/sell/make/rebook/add/print/move/switch/let/allow/explain/accept/issue/"
       "provide/offer/refund/honor/honour/waive/budge/confirm/seat/upgrade/locate/bother/care/acknowledge/listen")
_NOTHING = "no/zero/any idea/clue/answers/answer/info/information/knowledge/explanation/solution/updates/update"
_ASK = ("asked/asking/ask/begged/begging/approached/alerted/notified/informed/told/telling/tell/showed/pleaded/consulted/questioned/confronted/flagged/"
        "complained/explained/reported/mentioned/pointed")
_A = "the/your/ur/a/an/one/my/our/several/two/three/2/3/4/multiple/both/every/many/another/some/any/with/to/by/at/down/out/this/that/each/different/various"
_DESK_AGENT = "desk agent/agents/lady/ladies/attendant/attendants/clerk/clerks/personnel"
_WENT = "went/gone/walked/sent/been/popped/drove/ran/returned/came/directed/redirected/referred/headed/turned/marched/going"
_LINE = "line/queue/lines"
_HELP = "service/rebook*/rebooking/help/assistance/agent/customer/counter/desk/info*/transfer/ticketing/refund"

STAFF = AttemptWords(
    did={
        "phone": """
called/rang/phoned/calling/call the/your/ur/my … baggage/luggage/bag/lost service/services/office/desk/dept/department/team
called … baggage/luggage service/services/office/desk
""",
        "in person": f"""
{_ASK} {_A} … {_BOARD}, {_ASK} {_A} … {_DESK}/airport {_PEOPLE}, {_ASK} {_PEOPLE} at/in/on, {_ASK} {_A} {_PEOPLE} at/in/on/behind
sought/seeking/begged/requested/asked … help/support/assistance/info/information from/fm/of … {_BOARD}/crew/staff/{_PLACE}
spoke/spoken/talked … in/at … lounge/club/airport
{_ASK} {_BOARD}, {_ASK} {_PLACE} {_PEOPLE}, {_ASK} crew/staff/gate, called over {_A} … {_PEOPLE}, flagged down {_A} … {_PEOPLE}, hit the call button
spoke/spoken/speaking/talked/talking/speak/talk/chatted to/with/2/w … {_BOARD}/staff/personnel, {_WENT} back/over/up/straight/down to … {_DESK}/agent/agents
{_WENT} to … {_DESK}/ticketing/podium, asked/ask at/on the {_DESK}/airport/plane/terminal/lounge/board, asked at/on {_DESK}/board/boarding, asked onboard
asked … when/while/before/after boarding/checking/boarded, asked … at … airport/check/{_DESK}, i showed … {_PEOPLE}, {_ASK} … in charge
filed/made/filled/opened/completed/reported/submitted/placed/file/reporting … bag/baggage/luggage/suitcase … report/claim
reported … at … airport/desk/counter/terminal/carousel, filed/reported … with/at … baggage/airport, complained to/at … {_PLACE}/{_BOARD}/crew/staff
stood/standing/waited/waiting/been/stuck/queued/queuing/spent in/on … {_LINE} … {_HELP}, queued/queueing … customer/service/rebook*/transfer/help
""",
    },
    met={
        "in person": f"""
{_PLACE} {_PEOPLE} … {_TOLD}/informed {_US}, {_PLACE} {_PEOPLE} … {_TOLD}, {_PLACE} {_PEOPLE} … {_SAID} {_WHAT}
{_PLACE} {_PEOPLE} {_REFUSED} me/us/my/him/her, {_PLACE} {_PEOPLE} {_REFUSED} to {_DO}/let
{_PLACE} {_PEOPLE} … {_CANNOT} {_DO}, {_PLACE} {_PEOPLE} … unable/unwilling to {_DO}, {_PLACE} {_PEOPLE} … {_CANNOT} … {_DO} me/us/my/it/him/her
{_PLACE} {_PEOPLE} … {_NOTHING}, {_PLACE} {_PEOPLE} didn't/doesn't/don't/not have/know … authority/power/access/permission/how/why/what/where/when
{_DESK_AGENT} … {_TOLD}, {_DESK_AGENT} … {_SAID} {_WHAT}, {_DESK_AGENT} … {_REFUSED}, {_DESK_AGENT} … {_CANNOT} {_DO}
in/service {_PEOPLE} … told me/us, in/service {_PEOPLE} said {_WHAT}, {_BOARD} … {_TOLD} {_US}, {_BOARD} {_SAID} {_WHAT}, {_BOARD} … {_REFUSED} to {_DO}
{_BOARD} … {_REFUSED} me/us/help
{_BOARD} … {_CANNOT} … help/tell/give/find/answer/assist/fix me/us/my/it/with/what/why, {_BOARD} … has/have/had {_NOTHING}
{_PEOPLE} at/in/on/behind/from the/your/our/ur/my {_PLACE}/desk/board/plane … {_TOLD}/{_SAID}/{_REFUSED}
{_PEOPLE} at/behind/in/from … airport/{_PLACE} … {_TOLD}/{_SAID} {_US}/{_WHAT}
{_PLACE} {_PEOPLE} … sent/directed/pointed/redirected/referred me/us, {_PEOPLE} at … sent/directed/pointed/redirected/referred me/us
{_PEOPLE} at/behind/in … {_PLACE}/desk/airport … {_CANNOT} {_DO}, {_PEOPLE} at/behind/in … {_PLACE}/desk/airport … has/have/had {_NOTHING}
told/denied/refused/informed/advised/dismissed/ignored/assured/promised/misinformed/instructed by … {_PLACE}/{_BOARD}/staff/crew/airport {_PEOPLE}
told/denied/refused/informed/advised/assured/promised/misinformed by … {_BOARD}/staff
told/denied/refused/assured/promised/informed/advised at/on … {_DESK}/airport/checkin/board/terminal/check/plane/ticketing
at … {_DESK}/airport/ticketing/checkin/check … was/were/we're/got/just told/informed/advised/refused/denied/assured
at/to … desk/counter/kiosk/podium/ticketing … they/she/he {_TOLD}/{_SAID}/{_REFUSED}, at … airport … they/she/he told/refused
at … gate … they/she/he {_TOLD}/refused … me/us/help
nobody/noone … desk/counter/airport/gate … could/couldn't/can/knows/knew/help/helps/helped/would/able
no one … desk/counter/airport/gate … could/can/knows/knew/help/helps/helped/would/able
crew {_TOLD} me/us/him/her/my, crew … refused, counter/desk/gate {_TOLD}/refused/wouldn't/won't/couldn't, lady/guy/woman/man/gentleman/person there {_TOLD}
given/giving/gave/get/getting/got/received/gotten/provided … info/information/advice/answers/answer/stories/story/reasons from/by … {_PLACE}/{_BOARD}
from desk/counter/agent to, tossed/bounced/passed/shuffled … desk/gate/counter/agent to, sent … back to … {_DESK}/ticketing
in … {_LINE} … customer/agent/rebook*/reticket*, {_LINE} … customer service/care, {_LINE} … to rebook/speak/talk
arguing/argued/argue with … {_PLACE}/{_BOARD}/staff
condescended … to me, agent … face to face
""",
        "website": """
efforts/attempts/times/goes … via/on/through/with … portal/website/site/online
website/site/online won't/wouldn't/wont/doesn't/didn't let/allow me/us … change/cancel/rebook/upgrade/claim/request/select/pick/add
website/site/online … says/said/told/tells/sends/sent … go/call/contact/see/speak/ring … counter/agent/airport/you/us/reservations/center/desk
filled/filling/fill/completed/submitted/filed/did/put/made/sent/entered/lodged … online/website/web/site … form/claim/request/complaint/report
filled/filling/completed/submitted/filed/lodged/registered/reported/claimed … online/website/webform/portal
submitted/completed/filled … the/your/a/an … form
""",
        "app": """
app … wouldn't/won't/doesn't/didn't let/allow me/us … change/cancel/rebook/upgrade/select/pick/check
""",
        "message": "messaged … facebook/instagram/fb/insta/messenger/whatsapp",
        "unclear": f"""
staff/personnel/clerk/clerks told/telling/advised/insisted/insists/assured/refused
staff/employee/employees/clerk … told/informed/advised/assured me/us/my/him/her/that
was/were/been/being/got/getting given … wrong/false/conflicting/mixed/incorrect/different/misleading/bad/inaccurate … info/information/advice/answers/stories
given/gave me/us … wrong/false/conflicting/mixed/incorrect/misleading/bad/inaccurate … info/information/advice/answers by/from
supervisor/manager/agent/rep/employee … not willing/able to/help
asked agent/agents/employee/employees/supervisor/manager/staff … to/if/for/why/about/when
agent/rep/representative/supervisor/manager/employee just/also/even/then/actually/literally {_TOLD}/{_SAID}
yelled/snapped/screamed/shouted/barked at me/us … for/when/because … asking/asked
your employee/employees/staff/supervisor/manager/agent/agents {_SAID} {_WHAT}
""",
        "public": """
tweeted/posted … on/to/via/at … facebook/twitter/instagram/fb, posted on/to … facebook/fb/twitter/wall/page, already/previously/earlier/yesterday tweeted
tweeted … earlier/already/yesterday/before/last/ago/twice/times/about, my/our last/previous/earlier/first/original/other tweet/tweets/post/posts
ignore/ignores/ignored/ignoring … tweet/tweets/post/posts, no/any/still/without/zero response/reply/answer … tweet/tweets/twitter/facebook/fb
didn't/haven't/never/not/don't … answer/answered/reply/replied/respond/responded … tweet/tweets/twitter/facebook, still/yet no reply/response on here
been tweeting, tweeting you/u/at/them since/for/all/about, tried … twitter/facebook, unanswered tweet/tweets
""",
    },
    near={"in person": f"{_BOARD}, service/transfer/transfers desk, ticket/checkin/service counter, bag/baggage/luggage office/service/services/desk"},
    owed={},
    innocent=f"""
gate agents say, gate agents are/were/keep/kept saying
not/haven't/hasn't/never/aren't/isn't/didn't/nobody/one/no told/telling/tell/said/saying me/us/anyone/people/passengers/anything/why/a/what
waiting/standing/waited/stood/stand/sat/sitting at the/a/your counter/desk/gate/kiosk, heard … attendant/attendants/agent/agents/staff say/saying/tell/telling
saw/watched/heard/overheard/witnessed/see a/an/some/another … ask/asks/asked/tell/told/say/said, was/were/not/never … notified/informed
flight/gate/cabin/ground attendant/attendants/agent/agents/crew … announce*, announce* … us/me/everyone/passengers/parents/you/that
attendant/attendants/agent/agents/crew/pilot/captain/staff … announce*
attendant/attendants/agent/agents/crew/pilot/captain … announce* … can't/cannot/telling/tell/told/that
told/tells/telling/asked/ordered us/everyone/passengers/everybody/people/them to get/sit/stay/deplane/exit/leave/board/stand/close/stow/remain/return/go
unhelpful/useless/rude/cranky/incompetent … gate/counter/desk/airport/checkin/flight/cabin/ground {_PEOPLE}
{_PEOPLE} was/were/are/is/so … unhelpful/useless/helpful
{_BOARD} was/were/are/is/so … unhelpful/useless/helpful, you/u/one/just can/could tell, saying a word, chatted up
emailed the/all/us/every passengers/customers/all, passenger/passengers came/went/asked, telling/tell/told/asking people/passengers/everyone/folks
agent/attendant/crew/staff asking/telling everyone/people/passengers/folks
policy/policies/rules/info/information/times/time/schedule/as/clearly/is/are … posted, posted on … website/site/app/board/sign
did/do/does not move/let/want/stow/seem/show/come/look/care/bother
said … word, am/i'm asked, tell/tells you/ya what
say hello/hi/bye/goodbye/thanks/thank, needless/have/got/must/sad/sorry/glad/nice/dare/used/want/wanted to/i say
gotta/must/i'd/would/let's/can/just/i'll say/saying, say the/at least, say … the least, that/having/nuff/enough/well said, dear/hi/hello customer
told/tell them/people/everyone customers/that, told everybody/people, they say hello, say so, you can tell, so they say, as they say, how do you say
a friend/passenger/someone/guy told, told a/my/the friend/passenger/kid/kids/boss, story told, all told, truth be told, tell the truth
joke told, asked for a/an drink/water/blanket/pillow/coffee/wine/beer
""",
    exchange="asked for, i asked, we asked", failures={},
    unreal="if i've/we've/i'd/we'd, don't have … to, will/can/could/should the/your/an, hire, should be as, all i'm/im/i asking/ask",
    ours="", theirs="", denials="",
)
