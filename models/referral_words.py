"""More words by which companies send somebody elsewhere: naming who will help, a place, a number, an address. Our own lists. Read as models.reply_words.

Unlike models.sending_words these hold also where the company's people are the subject ("our staff at the desk can help") or where
something is only said to be there ("the number is …"): naming the door sends the person through it.
"""

_WHO = "/".join("""
team teams agent agents staff crew crews office desk counter department dept representative representatives rep reps specialists specialist folks
people reservations relations airport airports attendants attendant colleague colleagues support care services bank branch depot retailer seller
store shop partner partners airline supplier manufacturer clinic surgery landlord supervisor manager they advisors advisor adviser advisers
hotline helpline helpdesk
""".split())
_HELPS = "/".join("""
assist help advise rebook rebooking discuss explain answer assisting helping arrange reserve accommodate handle look check provide process update
resolve sort confirm see amend change book offer give tell make find get take
""".split())
_AID = "assist/help/advise"
_PLACE = "desk/counter/gate/kiosk/kiosks/airport/branch/store/shop/office/depot/reception/till/station/baggage"
_SENT = "/".join("""
contact contacting call calling phone phoning ring ringing email emailing e-mail mail dm message messaging text texting visit visiting see seeing
ask asking consult speak speaking talk talking reach reaching check checking approach notify alert inform tell find write writing refer go going
head heading chat chatting try trying
""".split())
_ASKED = "contact/call/phone/ring/email/e-mail/dm/message/text/visit/ask/consult/speak/talk/reach/write"

WHO_HELPS = f"""
{_WHO} is/are able/happy/glad/available/best/ready/equipped to {_AID}, {_WHO} … is/are best placed/equipped/suited
{_WHO} will/would/should/may/might/could be able/happy/glad/best/available to {_HELPS}
{_WHO} will/would/should/may/might/could be more than happy/glad to {_HELPS}, {_WHO} will/would gladly {_HELPS}
{_WHO} can/could/may/should/might {_AID}, {_WHO} can/could best/better/also/certainly/definitely {_AID}, {_WHO} will/would {_AID} you
{_WHO} at/in/on/from … will/would/should/may/might/could be able/happy/glad/best to {_HELPS}, only the/our/your {_WHO} can/could
{_WHO} take/takes care of this/that/these/those/it, {_WHO} deal/deals with this/that/these/those/it, this/that/it/these/those is/are handled by
be handled/dealt/addressed/resolved/arranged/done/made by/through/with the/our/your/airport
the department, team/department/office you would go, will need to … verified/done/checked/changed/made at, recommend you/he/she/they to/goes/go check
you may email
airport will assist, your friend reports, please check/see/view/visit/review/consult/read our
worth asking/calling/contacting/checking/trying/speaking, bring this/it to the attention of a/the/our, is the team/department that, best resource
best option is/would, best bet
best contact, best point of, point of contact
best way is/would/to, best thing to do, best person, best people
best team, right team to/for, right department to/for, have the most up, best place to, best course, only option is/would
"""

A_PLACE = f"""
please/kindly/best/suggest/recommend/advise … at/with/to/from/in the/our/your/any/an/a {_PLACE}
please/kindly … at/with/to/from/in the/our/your/any/an/a … {_PLACE}
please/kindly … check in at, need/needs/have to check/see/speak/collect/request/ask/file/change/make/do … at/with/from the/our/your … {_PLACE}
please/kindly/best/then/simply go/head/stop/proceed/return/come/walk to/by/back/over/in/into/inside
need to proceed, stop by, swing by, drop by, drop in/into/it, make your way to, report to the/our/your, return it to
bring/take it/them/this/that/these/those to the/our/your/any … {_PLACE}, made/make … with airport personnel/staff
made/reported/filed/done … in person/at the airport, ask … at/on the/arrival/board, ask/request … supervisor/manager/attendant/attendants
continue/continuing/keep/follow to check/work/speak/monitor, continue/keep checking/working/calling/trying/monitoring with/online/the/our/your
continue working/checking/speaking, follow/following up with our/the/them/baggage/customer/#handle, touch base with, liaise/liaising with
coordinate with, get with a/an/the/our
take … up/this/that/it with/to the/our/your/them, raise/raising … with the/our/your/them/staff/crew, back to them, back to the/your {_WHO}
appeal/appealing to/with, apply/applying directly/online/for … through/via/on/at, dispute … with
"""

A_NUMBER = """
number … is/are #phone
is/at/on/call/dial/try/for/number/line/desk/team/toll/free/them/us/care/relations/services/department/reservations/office/support #phone
#phone press/option/they, another for, number/numbers for our/the/them, here is/are a/the/our/their/your/another number/link/address/form/page/details
dm me/us, please/kindly/then/just/to/could/can/you/or/also/me dm, the number is, phone/contact number/numbers/details is/are/here/can/below/for
our/their/the number/line/lines/email/address is/are/at, email/mail address is, text us/me, whatsapp us/me, tweet them, follow and dm
drop/drops/dropping/shoot/send us/them/me a/an line/note/email/mail/message/letter/text, get in touch, gets in touch
reply/replying/respond/responding to/directly/via/through the/that/this/our/their … email/mail/link/message/letter, reply via, reply by
ask/tell/encourage/invite/advise your/him/her/them to, have them/him/her call/contact/dm/reach/see/speak/work/message/email
"""

A_PAGE = f"""
via/through/using our/the/your/their/this/that website/site/webpage/portal/homepage/tracker/app, website at, site at, online tracker
found/available/listed/see/view/viewed/find/details/info/information/form/contact/complaint/request/claim … on our/the/their website/site/page/app/webpage
please/kindly/need/recommend/suggest/advise/just … online, go/going/check/track/apply/claim/submit/file/report/look/log online, online at
online form/claim/tracker/portal
use/using the/our/your/this/that link/tool/tracker/chat/portal/button/tab/option/section, click/tap/hit on/here
visit/visiting the/our/your/this/that/here, check out our/the/this/your/these, take/have a look at our/this/these/here, have a read
read more/about/our/the, learn more, more details on/at/in/here
for/find/get/see/view more/further/additional info/information/details, info/information/details can/is/are/on be/available/found/on/our/at/here/the
can/could/may be found/viewed/reached/contacted/submitted/made/filed/requested/done/completed … here/on/at/online/via/through/in/by
attached … link/details/form
see/follow/following this/these/the/below/our/your … link/page/steps/instructions/guide/policy, follow up online, faq, faqs, help section
contact details, contact page, contact us page
"""

A_CLAIM = f"""
file/filing/submit/submitting/lodge/lodging/complete/completing/fill/filling/register/registering/raise/raising … claim/claims/complaint/complaints/report/request/form/ticket/dispute/feedback
put/putting in/through a/your/an claim/complaint/request/report, make/making a/an/your claim/complaint/report/request, apply for a/an/your/the
claim it/this/that/them/these/back through/with/via/from/on, report it/this/that/them/these/any/your to/with/at/via/on
send/sending your/the/it/them/this/that/all/copies/receipts … to/through/via our/the/#mail/customer/#link, #mail
recommend/suggest/advise/encourage/urge/invite/ask/asking you/that to/you {_SENT}
recommend/suggest/advise/advised/encourage {_SENT}
you/he/she/customers/passengers/guests would/may/might/will/must/should/can/could {_ASKED} to/with/our/the/them/your/us/directly/out/#phone
need/needs/have/has/want/wish/like/free/welcome/required to {_SENT} to/with/our/the/a/an/them/your/us/directly/out/back/#phone
need/needs/have/has/want/wish/like/free/welcome/remember/sure/best to contact/phone/email/visit/consult, another way … is by/to
let … agent/crew/staff aware/know that
"""

LISTS = (WHO_HELPS, A_PLACE, A_NUMBER, A_PAGE, A_CLAIM)

# What only looks like it: thanks for having gone, the past, an offer to come back with anything else.
NO_REFERRAL = """
appreciate/appreciated/thanks/thank/for/glad/happy/sorry/regret/hope/hear you/your/that working/contacting/calling/speaking/filing/reaching/letting/checking/visiting/talking/taking/sharing
when/while/after/before/since/from/of you/your/speaking/calling/contacting/talking/visiting … our/with/to/the, your time on, time on the phone
were/was able to, have/has been able to
will/going to have/get/be/reach/contact, i/we will/shall/can/could … with/the/our/this/it/to/for, i/we have/had/am/are/did, on hold, we need to
we would need, we will need
anything else, any other/further/more question/questions/help/concerns/assistance/info/issues, if you need/have any/further/anything/more/help/us
in the future, next time
let us/me know, back to us/me, here if, need us, not have/need to, no need, if there is anything, hope/hopes/hopefully, if you have any, again
"""

# An offer to come back with something else is a courtesy where it names no door.
OFFER = """
anything else, anything further, any other, any further, any more, any questions, any issues, in future, in the future, contact us again, need me, need us
need any, need anything, do not hesitate, know where we are, there is anything, next time, if we can, if we may, if i can, need help, need assistance
assistance is needed, help is needed, ever need, need to contact us again, that is correct, always feel
"""
