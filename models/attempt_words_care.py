"""How people tell of menus, queues, bots and shops in English; models.attempt_words says what each table is."""
from models.attempt_words import AttemptWords

_WHO = "agent/agents/adviser/advisor/advisers/advisors/lad/lass/girl/boy/man/woman/lady/bloke/guy/chap/fella/manager/colleague/person/team/desk/support/staff"
_SAYS = ("say/says/said/tell/tells/told/telling/ask/asks/asked/asking/reply/replies/replied/send/sends/sent/want/wants/"
         "refuse*/won't/wont/wouldn't/couldn't/can't/cant/keeps/kept")
_NTH = "second/third/fourth/fifth/sixth/2nd/3rd/4th/5th/6th"

CARE = AttemptWords(
    did={
        "phone": "i ring, every/each time … ring/call/phone, held … minutes/mins/hour, held through, queued … phone/line, phone up",
        "email": f"sent … by email, my {_NTH} message, this is my {_NTH} email",
        "chat": """
told/asked/answered the/your/a bot/chatbot/chat/assistant, typed, queued … chat, opened the/a/your chat, chat with your/the/an/agent/adviser/support
""",
        "message": "dm'd, replied to your dm",
        "in person": """
went in again/with, went/gone/drove/came/returned/returned/popped/walked … shop/store/branch, asked in the, visited … shop/store/branch, took a ticket
turned up at
""",
        "website": "followed … help page",
        "app": """
to/tried rebook/report/cancel/query/change/complain/dispute/track … in/on/through/via the/your app, can't/cant/cannot … because/bc/as the app
tried … report/do/book in app/the, complained through the, rebook in the, sent the report, opened the app to
""",
        "letter": "posted you, posted the/my/our/it/them … you, my first letter, asked/sent/complained/applied/wrote … by post, by … phone and post",
        "public": "posted about/on, post about my, asking on here, my last review",
    },
    met={
        "phone": f"""
press/pressing 0/1, in your queue, your queue, been/sat/stuck/joined/entire/end in/of/the the/a queue, joined the/your queue, queue … full, queueing
queuing, call is important, high volume of, put/putting/puts me/us/him/her/you through, just putting you, voice/phone/main menu
robot/automated line/menu/voice, robot asks/wants … account/number, dial tone, cut me/him/her/us off, got/get/getting cut off
call and drops/dropped me/him/her, phone system, fraud line opens/is/shut, {_NTH}/last/1st call, calls today/each, first call, days/day … of ringing
had to hang up, ordinary/wrong/specialist/retention queue, {_WHO} on/in the phone/telephone, on phone, by telephone, again/time by phone
given on the phone, 2/3/4/5/prev/previous prev/previous calls, prev/previous calls, has rung, repeat caller, your recording
menu has … choices/options/buttons, menu says/asks, transfer me, get transferred, line says/tells, my call of/on, phone says call/go/shop
with every call, was/been put through, cust waited, got through, phone team/people/line/menu {_SAYS}, phone can't, hold tune/music
minutes/mins/min/hour/hours/hrs … in your queue, asleep in the/your queue, asleep on hold/speaker, queue each/every time, out of … queue
lost in … queue, put … on speaker/loudspeaker, before anyone/anybody/someone/somebody answers/answered/speaks/spoke/picks/picked, human voice
wait/waited … minutes no person/human/answer/reply, minutes/mins/hour/hours of … music/whistling/jazz/piano/flute/tune/bells/violins/humming/panpipes
get/got/getting you/me/us off the phone/line, first/second/next/wrong menu, the phone says/said/tells/told, chat says … phone says, asked by … phone
option … min/mins/minutes/hour, option 1/2/3/4/one/two/three/four … hangs/hung/plays/sends/rings/loops, pressed … button/buttons/option … menu
asked for … by phone, by phone and/too/twice, the/your music was still, pressing buttons, call … went/goes dead, line went/goes/going dead/quiet
save/help/service/retention/retentions desk guy/girl/man/woman/lad/lady
""",
        "email": """
auto reply, autoreply, auto replies, support mailbox, email support, emails x, weeks of emails, email complaint, has/have emailed, emails going to
ticket email
""",
        "chat": f"""
bot, your bots, it sends/sent/gives/gave me/you/us/him/her … page/link/buttons/article/options, into … chat, your chat's, assistant … circles, chatbot
web chat, live chat, chat agent/agents/team/window/said/says/took/works/closed/ends/can't/wants/forgets/confirmed/has/have/told, agents on chat
{_WHO} on chat/webchat, on/in/by/through/over/told/via chat, your/the assistant, chat assistant, left the chat
the chat {_SAYS}/is/has/closed/ended/keeps, your chat
""",
        "message": """
left … on read, via/by/over dm/dms/messenger/whatsapp, my/your dm/dms, direct messages, dm thread, a second message, slide into, private message
""",
        "in person": f"""
shop/store/branch/manager {_SAYS}, in/at your … shop/store/branch in/i/we/they/he/she/on, went again, across/behind the counter
in the/your shop/store/branch they/he/she, when i pointed, eng told, not this store, other store, sent by store
""",
        "website": "like/as your page/site/website says/said, returns page rejects/won't/will, website tells/told/says me/to/ring/call/us, contact page",
        "app": "app says call/ring/use, form in the app, app won't/keeps shutting/crashing",
        "letter": "by … recorded delivery, then recorded delivery, 2/3/4/5/6/several letters, signed for it",
        "public": """
replied to my … review/post/comment/tweet, comment/commented under/on your/their/its, left/leave a comment
hid/deleted/removed my comment/reply/review, review number two/three/2/3, my … review with, resp/reply/response on social, social media people
""",
    },
    near={"phone": "in/on/by the phone/telephone, by phone", "in person": "in/at/to the/your/our shop/store/branch, your shop/store/branch"},
    owed={"message": "answer my messages, check dms"},
    innocent="""
cust/caller/customer called/rang/calling/rings, inbound, calls dropping/drop/drops/cut, call drops, queue for the/a, no dial tone, bank says
courier says, told you so, doctor*/surgery/gp, called out, every call cuts, rang/ring/phone/telephone my, told us the, typed in/it, group chat
chip/coffee/charity/corner/pet shop, through a/one/the/this … wall/door/tunnel, through security/customs/immigration
calling for mother/mum/dad/father, conference call, work on phone, calling on/from, ringing from, ring it, robot voice, sales call, dialled back
line dead from/since, down on her/him, hang/hangs up on their/her/his/my, a call from, unlimited calls, queue to book, cust asked, emailed her/him
son/daughter called
""",
    exchange="",
    failures={"waiting": "queue", "cut off": "dial tone", "sent on": "put through, passed between", "no answer": "on read"},
    unreal="would/could you kindly, please send", ours="", theirs="", denials="",
)
