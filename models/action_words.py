"""The words by which companies say that something was done or given: our own lists, in English, Spanish, German and French.

Read as models.reply_words. DONE and DOING are single words, put into the frames of models.actions.
"""

DONE = """
rebooked booked refunded reimbursed credited recredited added removed updated changed corrected reissued issued cancelled canceled upgraded moved placed put
assigned reassigned processed submitted resubmitted requested
arranged fixed resolved repaired sorted restored reset unlocked unblocked activated reactivated switched swapped replaced sent resent delivered located
reserved secured confirmed extended waived dispatched
ordered scheduled rescheduled pushed matched merged reinstated released reversed stopped blocked frozen protected applied saved ended closed combined split
cleared held printed couriered linked
ported transferred deposited lifted seated completed adjusted registered enrolled retrieved returned recovered granted approved honored honoured traced
solved mended rerouted rescued shut marked shifted
reaccommodated accommodated reticketed ticketed reseated re-seated rectified straightened relocated allocated reallocated blocked backed confirmed listed
waitlisted awarded authorized authorised emailed mailed texted overnighted shipped reopened opened unlinked renewed expedited forgiven
corrected amended recredited redeposited refilled serviced restocked deiced
provided set given registered
"""

DOING = """
refunding sending crediting adding arranging booking rebooking processing issuing replacing depositing delivering dispatching reimbursing upgrading
restoring couriering waiving placing putting moving protecting removing reinstating reissuing reaccommodating
"""

# Too common with another sense to count without "have" before them, or of what happens to a person by itself.
NOT_PAST = """
moved set put held given closed ended pushed split printed saved cancelled canceled provided shut marked confirmed located honored listed
cleared opened emailed mailed texted blocked accommodated backed released combined honoured extended
stopped updated
"""
NOT_SUFFERED = """
cancelled canceled changed updated moved held scheduled rescheduled put set requested submitted assigned given sent closed stopped printed provided
extended ordered shut marked applied ended split listed opened emailed mailed texted blocked allocated released
"""

# What a deed is done to, where it is not "you" or "your": a person's thing, or what was broken; one or several.
THING = """
refund credit charge fee payment bill invoice cheque transfer discount voucher waiver overcharge duplicate claim dispute booking reservation ticket seat
upgrade connection miles points bag luggage suitcase
order parcel package box card label delivery replacement driver account contract subscription line hub sim number router modem password login profile
address name record flag hold block capacity
engineer technician crew appointment visit slot request issue problem glitch error fault bug mistake system update cabinet mast meter pump lift
"""

# Whose action is told in the third person.
THIRD = """
team teams crew engineer engineers technician technicians colleague colleagues depot driver airport agent agents staff rep reps representative supervisor
manager department office desk station mechanics specialist specialists they she he folks
"""

# What happens to "you": "you have been moved to row 4".
TO_YOU = """
rebooked booked moved placed put upgraded protected assigned reassigned seated reseated added confirmed credited refunded reimbursed reaccommodated accommodated
transferred enrolled registered removed approved reinstated listed backed ticketed reticketed switched waitlisted
"""

# Of a thing of theirs these are deeds even where it is told as a fact: "your refund was processed on Monday".
TOLD_AS_FACT = """
issued reissued refunded credited recredited processed approved reinstated located found delivered submitted corrected fixed resolved waived restored
repaired replaced reimbursed reversed upgraded adjusted linked unlocked activated rerouted
"""

# Regret before what staff did tells the complaint again.
REGRET = "sorry apologies apologize apologise regret understand understood learn hear said says"

# Whole sayings that something is done or firmly arranged.
SETTLED = """
you are all set/rebooked/refunded, you are now all/set/confirmed/booked/rebooked/protected/upgraded/checked, are now booked/rebooked/confirmed on
you are now in/on seat/row/flight/#number/first/business/comfort/standby
are all checked in, all set now, you are all/already/now taken care, been set up for delivery, we/i have a/#number/two/three/your/you … reserved/held/saved for you
have been protection
you are now … rebooked/booked/confirmed/protected on, we have got you on the upgrade/standby/list, already been submitted
your request/upgrade/refund/claim/seat/meal/wheelchair/assistance/itinerary has been requested/submitted/updated
already been set up, already been rebooked/booked/refunded/sent/processed/fixed/credited/issued
has/have/is/are all been/now/finally/already sorted/resolved/fixed/restored
got it/that/this/you/your/everything/both/them … emailed/sent/sorted/fixed/changed/updated/added/rebooked/booked/moved/taken/squared/set/linked/straightened
bag/bags/luggage/suitcase/item … been/being/was/were forwarded/rerouted/located/found/delivered/loaded/transferred/couriered/recovered/dispatched
all done for you, done and dusted, taken care of for you, have/got … all/it/that/this taken care of
i/we/have got you rebooked/booked/confirmed/protected/seated/all/added/moved/checked/sorted/upgraded, has got you rebooked/booked
i/we have you rebooked/booked/confirmed/protected/all, checked you in, am/are saving/holding a … for you
i/we put/placed/moved you, i/we put/placed your, had it/that/this stopped/fixed/removed/corrected/sorted, taken it/that/this off
found your/the bag/bags/luggage/suitcase/item/parcel/order/jacket/phone/wallet, bag/luggage/suitcase/item has been found
your/the new/replacement … been/was sent/dispatched/posted/shipped
i/we/team/they was/were able to rebook/refund/add/get/change/move/upgrade/waive/remove/correct/fix/restore/secure/place/put you/your/the/it/that/this/a/both
i/we/team/they was/were able to switch/reinstate/process/issue/credit/reset/update/link/assign/reserve/cancel/resolve/sort/submit/book you/your/the/it/that/this/a/both, i/we/team/they was/were able to find/locate/recover/retrieve you/your
i/we have been able to rebook/refund/add/get/change/move/upgrade/waive/remove/correct/fix/restore/secure/switch/process/issue/credit/update
is/are now fixed/resolved/sorted/working/live/restored/solved/unblocked/corrected/out
has/have been fixed/resolved/restored/repaired/sorted/solved/corrected, issue/problem/glitch/error/fault/bug is/was fixed/resolved/sorted/solved
the fix shipped/is, restored … ago
will authorize/authorise the refund, refund is/goes/went on/out/through, yours was reversed/refunded/credited/corrected
ya esta/queda/quedo resuelto/solucionado/arreglado/corregido/activo, se ha/han resuelto/solucionado/corregido/reembolsado/abonado/cambiado/activado
queda/quedan resuelto/resuelta/cancelado/cancelada/anulado/anulada/cambiado
he/hemos reembolsado/cambiado/resuelto/enviado/corregido/anulado/abonado/reservado
he/hemos solucionado/gestionado/activado/devuelto/cancelado/arreglado/ingresado/reactivado
acabo/acabamos de cambiar/anular/cancelar/enviar/activar/reservar/abonar/reembolsar
ist/sind jetzt/nun/wieder behoben/gelost/erledigt/aktiv/freigeschaltet, ist/sind behoben/gelost/erledigt/repariert/gebucht/storniert/korrigiert
habe/haben/wurde/wurden/hat … erstattet/gutgeschrieben/umgebucht/storniert/gebucht/verschickt/geschickt/gesperrt/aktiviert/freigeschaltet
habe/haben/wurde/wurden/hat … korrigiert/behoben/gelost/repariert/ausgetauscht/veranlasst/zuruckgesetzt/uberwiesen/geandert/reserviert
est/sont maintenant/desormais resolu/regle/retabli/repare, est/sont resolu/resolue/regle/reglee/retabli/retablie/repare/reparee/corrige/corrigee
ai/avons rembourse/credite/modifie/change/reserve/annule/envoye/resolu/repare/corrige/relance/active/retabli/regle/expedie/debloque/enregistre
a/ont ete rembourse/remboursee/credite/creditee/annule/annulee/resolu/repare/corrige/retabli/regle/expedie
viens/venons de relancer/rembourser/crediter/modifier/annuler/envoyer/corriger/reserver/activer/retablir/debloquer
"""

# What is handed on, noted, opened or wished is no deed.
IDLE = """
feedback comment comments compliment compliments concern concerns note notes message messages dm email mail tweet tweets report kudos details thoughts words
ticket case complaint kind link shout shoutout recognition heart
manager managers leadership experience attention priority goal standards safety wishes smiles smile birthday hugs luck congratulations virtual vibes
goodvibes prayers love aside our many several few delays catering commentaires comentarios information info
customers passengers everyone guests
"""

CONDITION = """
if once soon whilst when unless after until before will would could should may might can must whether hope hopefully glad happy pleased delighted thrilled
great good how why not never no nobody let love want cannot ensure sure
appreciate try trying unable need needs cuando si wenn falls sobald pueden quand lorsque nicht kein keine pas ne aucun neither nor delay delays departure
flights services routes fares website always usually typically normally often generally were
"""

GIFT = """
credited … #money, credited #money, voucher, vouchers, goodwill, gesture of, a free, free month/day/gb/data/drink/meal/ticket/upgrade, bonus, miles, points
avios, a fiver/tenner, on us, on the house, compensation, #money credit/off/back/gift/voucher, #number gb, credit, credits, gift card, #money … credit
vale, bono, cupon, compensacion, abono, gutschein, gutschrift, entschadigung, bon d achat, avoir, dedommagement, geste commercial
"""

GIVING = """
adding you/your/a/#money, added your/to/a/you/#money/#number, have/been added, sending you/a/some, sent you/a/over, credited you/your/#money/to/the/all
have/been credited/issued/deposited, issued a/the/you/your, issuing you/a/the, applied a/the/to, given you, gave you, is/are on your, there is a … for
enjoy a/#money, provided … for you, have/has provided/given/emailed/issued you, emailed you a/#money/#number
am/are emailing/giving/issuing/depositing/providing you/your/a/#money, have/has/was/were been issued/deposited/emailed, was/were issued/deposited/emailed to you
plus #number/#money, we/i will give/add/send/credit/issue/deposit you/your/a/#money, comes off, deposited, offering you, like to offer
come/comes back to you
hemos, he, hat/haben/habe, wurde, avons, ai, a ete, credite, anadido, gutgeschrieben, offrons, ofrecemos, geschickt, schicken
"""
