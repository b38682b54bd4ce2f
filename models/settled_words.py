"""The words by which customers say that something is solved, doubt it, or take it back: our own lists, in four languages. Read as models.reply_words."""

# The matter is closed, by whoever.
SOLVED = """
that/it/this/which worked, it finally/just/now/randomly/all worked, worked now/perfectly/fine/like/great/well/out/first/thanks, finally worked, worked finally
works now/again/perfectly/fine/great/thanks/well, now works, works in/on, working again/now/perfectly/fine/properly/thanks, all working, is/are back up
up and running, back online, back up now/again/and, seems/appears to work now/again/fine/well
seems/appears to be working/fixed/sorted/resolved/back/solved/ok/fine, seems/appears to have worked
is working/fixed/sorted/resolved/solved/settled/rectified/back/up now/again/thanks
is/was/are/were/got/gets/been/being all/now/already/finally/just/since/eventually/both sorted/resolved/solved/fixed/settled/corrected/straightened/cleared
is/was/are/were/got sorted/resolved/solved/fixed/clarified/rectified/straightened/settled
been resolved/sorted/fixed/solved/refunded/credited/rectified/settled/corrected/clarified/straightened/reinstated/dealt
issue/problem/matter/case/situation/things/everything resolved/solved/fixed/sorted/settled
all/already/finally/now/just/eventually sorted/fixed/resolved/solved/squared/straightened/settled/figured
all worked, it all worked, worked itself out, sorted itself, resolved itself, fixed itself, corrected itself, all set
fixed/resolved/solved/sorted now/already/quickly/thanks/thank/itself, fixed up, came to the rescue, sorted it/out/the/that/us/me/everything/my/this
got sorted/fixed/resolved/straightened
got it/that/this/them/everything/all/us/me/things sorted/fixed/resolved/done/working/straightened/figured/to/squared/worked/handled/settled/corrected
got it/that/this handled/back/going/in/solved/now/thanks/working, got it all sorted/fixed/done/worked/figured, got … sorted/straightened/squared/resolved/fixed
have it sorted/fixed/resolved, had it sorted/fixed/resolved, i/we sorted it/this/that, i/we figured it out, finally figured it out, figured out how/what/it/the
worked it out
they/you/he/she/agent/rep/crew/it/team/staff/support/desk fixed/resolved/solved/sorted/corrected it/this/that/my/our/the/everything/me/us
straightened it/this/that/me/us/everything out, fixed it, resolved it/this/the/my/our/everything, solved it/the/my/our/everything/this, cured it
corrected it/the/my, did the trick, that did it
worked a treat, like a charm
as good as new, case closed, problem over, crisis averted, all good/well/ok/okay/fine/clear/sorted now, now all good/well/fine/ok, now it is fine/ok/good/fixed/right
all is sorted/resolved/right, is/are all set/sorted/done/booked, i/we am/are all set/sorted/booked/done, i/we am/are good now
is fine/ok/okay/good now, its resolved/fixed/sorted/solved/working, all good thanks/thank, back to normal, back to what we
was/were/been able to resolve/sort/solve/fix/figure/straighten/correct, managed to resolve/sort/solve/fix/figure, all sorted, was resolved/sorted/fixed/solved
helped me/us sort/change/fix
helped me/us rebook/resolve/solve/get it, all/got/is/are/been/was/already taken care of, taken care of now/already/thanks, took care of it/everything/this/that/the
it went through, has gone through, went through now/finally/fine/this, finally went through, let me in/log/check/book/do now/thanks, able to now
finally/just got it, just now got it, got it to work/go/load/open, no longer need/needed, not need it/that/help/assistance anymore
glad/happy/pleased/relieved/delighted to have it/that/this/my/everything, glad/happy/pleased it/that/this worked/works
worked out in/great/fine/well/perfectly/ok/okay/for/just, handed it in, it is found, turned/turn things around, they are here now, compensated me
retract my, i retract, owe you a, lifesaver, life saver, you are a wizard/star/legend/genius/hero/magician, could hug/kiss you
ya funciona, ya va bien, ya esta solucionado/resuelto/arreglado/todo/funcionando, ya me funciona/va/devolvieron/abonaron/llego, funciona de nuevo, solucionado
resuelto, arreglado
ya ha llegado, ha llegado el paquete/pedido/reembolso/tecnico, todo solucionado/resuelto/arreglado/perfecto
funktioniert wieder/jetzt/nun, geht wieder/jetzt, geht es wieder/jetzt, geht alles, lauft wieder, hat geklappt, hat funktioniert, erledigt, gelost
paket/techniker/geld/koffer/gepack/erstattung ist da/angekommen, alles gut
ca marche, cela/ca fonctionne, remarche, refonctionne, est regle, c est regle/resolu, probleme resolu/regle
colis/technicien/valise/bagage/remboursement est arrive/arrivee, tout est bon/rentre
"""

# What was wanted came, or one is where one wanted to be: the matter may have left anger behind, see SPOILT.
REACHED = """
got/have/received/found/recovered/retrieved/collected my/our/the/both/all bag/bags/luggage/suitcase/suitcases/baggage/case/stuff/things/belongings/item/items
got/have/received my/our/the/a/both/full new/full/boarding refund/money/seat/seats/pass/passes/credit/voucher/miles/points/confirmation/flight/receipt/compensation
got/received my/our/the/a/both/full refund/money/seat/seats/boarding/credit/voucher/vouchers/miles/points/confirmation/upgrade/receipt/reimbursement/compensation/hotel/room
got/found/received my/our/the/his/her phone/ipad/tablet/laptop/kindle/wallet/purse/passport/jacket/coat/headphones/keys/glasses/book/stroller/camera/parcel/order/package
received my/the/our/a bag/bags/luggage/refund/money/seat/credit/voucher/parcel/order/package/replacement/cheque/check/payment
got it/them/him/her/both/everything back, i/we/just/finally/have got/have my/our … back, just/finally/now got/have/received it/them/mine/ours
found it #end/eventually/now/thanks/thank/on/in/online/too/at/under, have it/them now, found my/our/the bag/bags/luggage
my/our/the/new/it parcel/order/package/replacement/refund/voucher/bag/bags/luggage/suitcase/suitcases/case/stroller arrived/came/appeared/showed/turned/delivered/made
refund/voucher/credit/payment came/arrived/received/posted, was/been/were/got refunded/credited/reimbursed/upgraded/reinstated, refunded me/us/my/it
bag/bags/luggage/suitcase/item/phone/ipad/laptop/wallet/jacket/passport/stroller was/has/were/have/is/got/just/finally found/arrived/delivered/located/here/been/came/returned
bag/bags/luggage arrived/came/delivered/here safe/safely/today/yesterday/and/thanks/this/last/now, finally arrived/came, has/have/have just/finally/now arrived/come
they/you/he/she/crew/staff/agent/it finally/just/actually found/located/delivered/brought it/them/my/our
they/you found/located/delivered/returned it/them/my/our/mine
brought it/them to/back, it/they finally/just/did came/come/arrived/showed through, it is here, it/they showed/turned up, they came out
have signal/internet/power/broadband/telly/water back/again, we have telly, am in now, logged in now, loaded now, downloaded now, printed it
got rebooked/booked/reaccommodated/moved/switched/reseated/upgraded/checked
was/were/been/am/are/got/being/have put/rebooked/booked/placed/moved/switched on/onto/to/in
am/are/just/already/now/finally/been/got/was/were rebooked/reticketed/reaccommodated
rebooked me/us/my/our/it/myself, booked me/us on/onto/a, put me/us on/onto/in/up
got me/us on/onto/in/a/an/another/home/there/rebooked/booked/to/back/seats/seated/out/through
moved/switched/changed/upgraded me/us, gave me/us a/an/the/our/my new/better/refund/voucher/seat/seats/credit/room/hotel/upgrade/aisle/window
found me/us a/an/another/seats/new
got on/onto/to the/an/a/another/my/our/that earlier/next/last/other/new/flight/later/plane/connection/standby, got on the/another/an, got seats/seat together
got seated
got a/an/another/the seat/earlier/later/new/different/better/direct/aisle/window/hotel/flight/room, finally/now/just have/got a new/seat/flight/gate/plane/room
got the/my/our/a flight/ticket/tickets/seats/reservation/booking all/now booked/sorted/changed/confirmed
was/were/been able to book/change/check/get/fix/rebook/reschedule/log/make/board/catch/find/reach/speak/talk/use/access/print/download/upgrade/switch/move/retrieve/recover
was/were/been able to track/add/cancel/pay/register/sign/select/complete/submit/purchase/connect/do, was able to help/assist me/us, able to accommodate me/us
managed to get/book/log/change/check/rebook/find/make/catch/board/print/do/reach/speak/purchase/recover/track
finally managed/got/able/reached/spoke/talked/connected
switched browsers/devices, got through/thru now/eventually, finally got through/thru, helped me/us switch/get on/to/home
made it, made my/our/the/both flight/flights/connection/connections/connecting/plane/it, just/barely made my/our/the/it
caught my/our/the flight/connection/connecting/plane #end/thanks/and/with/in, caught it #end
am/are on board now, boarded now/thanks, am/are on the plane/flight now, home now/safe/safely, arrived/landed/home safe/safely, pulled through
held the/our/my flight/plane/connection
clarified, cleared up, cleared it/that/this up, that clears/answers/explains
"""

# Before the above: a denial, a wish, a question, a condition, a plan, another time.
DOUBT = """
not, no, never, nothing, still, until, till, if, when, hope, hopefully, hoping, would, should, could, please, pls, unless, once, waiting, want, wanted, wish, need
why, how
needs, needed, trying, try, tried, supposed, promised, wonder, wondering, whether, expect, expecting, will, gonna, going to, can you/we/i/someone/they/anyone
let me/us know, to be/have/see/get/put/make/move/give/board/help/find/fix/sort
wouldnt, couldnt, shouldnt, refused, any flight, just get/fix/sort, get this/it/my/our/me/us, might, may, maybe, must, rather, instead, than, before, after
last time/year/week/month, previous, used to, any, nobody, noone, yet
others, only, neither, anyone, nor, what, where, who, luckily for, working on/to, look into
whilst, while, as soon, because, since, almost, nearly, someone
nicht, noch, wenn, falls, todavia, aun, sigue, si, pas, toujours, quand
"""

# Anywhere in the same clause: it did not last, or "made it" is a manner of speaking.
UNDONE = """
made it clear/up/right/worse/hard/harder/impossible/difficult/seem/sound/very/more/so/even/sure/a/my/easy/easier/known/look/feel/better/bad/pretty/extremely/through
made it about/onto/to, for a minute/while/second/bit/moment/day, until, all set to, all good points, all set for
not anymore, any more, no longer work/works/working, then died/stopped/broke/crashed
but now/then/not/still/only, but is/it/they … not, nope, no thanks to, too late, pas, nicht, kind of, sort of, supposedly, apparently, thanks to you/your/yall
"""

# Anywhere in the same post: what was reached left the complaint standing.
SPOILT = """
but, dropped, hung up, cut off, disconnected, wrong, mistake, however, unfortunately, though, although, except, yet, still, not, never, nobody, nothing
no one/apology/explanation/compensation/help, worst, worse, ridiculous, unacceptable
nightmare, awful, terrible, horrible, horrendous, shambles, joke, disgrace*, disgust*, pathetic, poor, rude, lied, lies, sucks, suck, damaged, broken, missing
stolen, wet, ruined, missed
late, delay, delayed, cancelled, canceled, stuck, stranded, hours, hrs, waited, waiting, why, disappoint*, frustrat*, annoy*, angry, upset, livid, furious, unhappy
fail, failed, failure
complain*, complaint, compensat*, shame, stress*, hassle, exhaust*, owe, demand, last time, another issue/problem/delay, again on, would, should, could, need
needs, wish, please, if
cost, charged, minutes, mins, closed, hell, wtf, damn, crap, shit*, fuck*, bs, supposed
"""

# Solved by going to somebody else.
ELSEWHERE = "another/other/different airline/airlines/carrier/carriers/company/provider/bank/shop/store, someone/somebody else, elsewhere, decided to try, a competitor"

# What a company asks to learn whether it is solved, and how somebody says that it is.
ASKED_IF_SOLVED = """
were/was you/they/he/she/our/team/staff/agents/crew … able to
have/has you/they/team/staff/agents/crew … been able/rebooked/reaccommodated/sorted/booked/assisted/helped
have/did you/they managed/manage to, did you/they/it get/make it/this/that/there/your/rebooked/sorted/in/on
get it/this/that/everything sorted/resolved/fixed/worked/figured
has/have/is/was it/this/that/your/everything/the … resolved/sorted/fixed/solved/working/arrived/found/delivered/located/rebooked
"""
STILL_IN_NEED = """
still need/needing/require/looking/wanting/waiting, still in need, still having/experiencing/seeing trouble/issues/problems/difficulties/this
"""
YES = "yes, yep, yeah, yup, yea, i/we/they/it/he/she did/have/has/was/were, all set/good/sorted"
NO = "no, nope, nah, all set/good/sorted/done, am/are good/fine/set"
GRATEFUL = "thank, thanks, thx, ty, appreciate*, cheers, great, all set/good/sorted/done"

TAKEN_BACK = """
spoke/spoken too soon, not fixed/resolved/solved/sorted/working after/again/anymore, stopped working/again, down/broken/gone/happening/failed again
back to square, same problem/issue again, still not working/fixed, did not last, not working again
gone/went off again, not anymore, broke/died/crashed again, not fixed after, has not worked since
otra vez igual, ha vuelto a, zu fruh gefreut, wieder kaputt, geht wieder nicht, de nouveau en panne, remarche plus, ne marche plus
"""
