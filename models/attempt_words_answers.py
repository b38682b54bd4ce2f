"""How people tell in English of being asked, answered, promised and passed on, by a company that has many desks and no word for how they
were reached; models.attempt_words says what each table is. All of it is the channel "unclear"."""
from models.attempt_words import AttemptWords

_SAYS = ("say/says/said/tell/tells/told/telling/ask/asks/asked/asking/reply/replies/replied/send/sends/sent/want/wants/"
         "refuse*/won't/wont/wouldn't/couldn't/can't/cant/keeps/kept/took/insists/blames/re/resends/promised/suggested")
_CLAIM = ("no/nothing/can't/cannot/couldn't/won't/wouldn't/isn't/not/it's/its/it/that's/you'd/you'll/they'd/they'll/would/will/i/"
          "i'm/i'd/someone/call/ask/try/wait/refund/refunded/fixed/done/sorted/closed/cancelled/sent/days/day/hours/weeks/tomorrow/"
          "monday/today/week/up/back/my/to")
_NTH = "second/third/fourth/fifth/sixth/2nd/3rd/4th/5th/6th"
_NOW = "just/only/still/also/then/now/always/simply/both/all"
_DESK = "support/helpdesk/billing/sales/accounts/retentions/loyalty/complaints/technical/tech/fraud/returns/warranty/claims/warehouse/network/delivery"
_GIVEN = "refund/refunds/compensation/credit/swap/replacement/engineer/visit/voucher/repair/discount/reimbursement/callout"
_MANY = "two/three/four/five/six/2/3/4/5/6/several/multiple/various"
_STAFF = "people/agents/advisers/advisors/staff/departments/teams/colleagues/reps/operators"

ANSWERS = AttemptWords(
    did={
        "unclear": f"""
told/telling support/helpdesk/customer/billing/sales/accounts/head, asked why/what/whether, been asking, explained it/this/to/three
reported this/it/there, queried, raised this, wrote on, i wrote to/on, requested … times, spoken to, asked you … times, asked to have it/them/that
asked for it/mine/them/that back, i asked you/them/support/again, i asked to simply/just/close/cancel/move/have/leave/return/speak, i did ask
written once/twice/already/before, reported … days/weeks/months ago, never had to chase, supplied/provided … times, following up on, sent it again
read it/them/that out to, i've asked, told … ahead/before the, i/we said no to, fine i said, wrote again/back
""",
    },
    met={
        "unclear": f"""
told … days/weeks/months ago, heard that/this/it/one before, sent to you/u … ago, i'm told, im told, i am told, i've/have been told, then told
told now, i was told, they asked/suggested
they/you asked me/us to send/resend/provide/upload/confirm/prove/try/wait/call/ring/email/write/move/restart/reset/get, asked … times/for no/it
read no reply, suggested we/i, wrote on … occasions, you replied/responded, you keep telling/saying/asking/wanting
you/they … promised/agreed/accepted, they/you said, they say, you say … {_CLAIM}, you wrote that, they/you {_NOW} said/say/says/told/asked
prev/previous agent/agents, explained to, {_NTH} contact/request/answer, {_NTH} time asking, time asking, ticket from/opened/closed
ticket/tickets/case/complaint was/is/been/got/has/gets/were/just closed, case/complaint/ticket has been closed, my complaint/case/ticket … closed
closed my/the/our complaint/case/ticket, ticket … says … closed, support/helpdesk/agent/adviser/advisor/colleague {_SAYS}/reads
{_DESK} team/dept/department/desk/people/person {_SAYS}, your {_DESK} {_SAYS}, {_DESK} and {_DESK}, {_DESK} {_SAYS}/blames me/us/you/to/it's/its/the
your team want/wants/asked/said, your office/offices/colleague/colleagues {_SAYS}, your reply, when i asked/queried/rang, agent one/two, undertook to
told them/you, case number, support's answer/advice, save team, passed/bounced/batted/shunted/pushed between, was/were/been/got passed to/from/on
promised … {_GIVEN}, {_MANY} of your own {_STAFF}, {_MANY} {_STAFF} couldn't/could/all/now, by {_MANY} different {_STAFF}
{_MANY} different {_STAFF} told/said/say/asked/promised, one of them/you admitted/said/told, nobody … see … account/screen, reply at last
got … reply/response from, received … reply/response, the answer each/was, answer then, left me/us hanging/waiting, they don't/didn't want to know
they've/they have … mechanism, you wanted my/me/proof, you asked me/us, you asked for my, all … asked for, blames you/us
each/both says/say/blame ask/the, said it would/will be, that's what we/they/you said last, they/you thanked me/us, apology/sorry out of them/you
was told it/its/it's/by, the fix they/you gave/suggested, i repeat my/the, you've had the/my, they says it's/its/in/no/nothing/the
robot says/said/told/tells, they/you never answered/replied/responded/got, they/you haven't answered/replied/responded, assured me/us/it/that
""",
    },
    near={"unclear": "your helpline/adviser/agent/colleague/colleagues/team"},
    owed={},
    innocent="""
letting agent, spoke/speak … to my/his/her/our, dear/hello/hi … support/team/services/service/relations/care/complaints, when you say
couldn't/could care less, told a friend/colleague/neighbour/doctor, told one person, told everyone, that/which i asked/told
just hung up with/after/from talk*/speaking, bank says/said, courier says/said, neighbour/neighbours says/said
lady/man/woman/girl/boy/person/someone called, off/done/fixed when i asked
""",
    exchange="", failures={"sent on": "passed/bounced/batted/shunted/pushed between"},
    unreal="", ours="", theirs="", denials="",
)
