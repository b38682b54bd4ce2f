"""What harm is called: phrases by level, in English and the common forms of Spanish, German and French.

In a phrase "a/b" is either word, "miss*" any word that begins so, "…" up to four words between. Texts are read in one
case (models.severity), so ß is written ss here and hyphens are blanks.
"""
from typing import NamedTuple


class Harm(NamedTuple):
    """level 2–4, or 0 for what only sounds like harm and takes back what it overlaps. is_trouble: it says that something
    failed; without it the harm counts only beside trouble. is_deniable: "not dangerous" takes it back."""

    name: str
    level: int
    phrases: str
    is_trouble: bool = False
    is_deniable: bool = False


EMERGENCY = """
999, 112, 911, emergency call/calls/service/services/line/number/button/contact, ambulance*, paramedic*
emergencias, ambulancia, notruf, notarzt, krankenwagen, rettungsdienst, samu, pompiers, urgences
"""

ALARM = """
fall/falls/care/panic/medical/personal/emergency/smoke/burglar/pendant alarm/alarms/button, pendant, careline, care line, lifeline
pull cord/cords, pullcord*, alarm pendant/button/cord, telecare, warden controlled, sheltered housing, teleasistencia, hausnotruf
téléassistance, téléalarme
"""

DANGER = """
danger, dangerous*, unsafe, not safe, isn't safe, hazard*, safety issue/risk/concern/line, get/gets/got hurt, injur*, bleeding, trip hazard
tripped over, neck/head/knee height, exposed/bare/live wire/wires/cable/cables, caught fire, on fire, fire risk, smoke, smoking, spark*
electric shock, electrocuted, smelt/smells/smelled of plastic/burning, smells burnt, scald*, gas leak, carbon monoxide, overheat*
peligro, peligros*, herido*, incendio, chispas, gefahr, gefährlich*, lebensgefahr, verletzt, brennt, funken
dangereu*, blessé*, étincelle*, incendie
"""

VIOLENCE = """
assault*, threatened/threatening me/us/him/her/my, stalk*, domestic abuse/violence, abusive, my ex, my ex's, ex partner, violent, refuge, suicid*, court order
maltrato, gewalt, violences
"""

ILLNESS = """
heart patient/attack/condition/failure/problem/problems, chest pain/pains, stroke, cancer, chemo*, dialysis, oxygen, ventilator, pacemaker
insulin, diabet*, epilep*, seizure*, having a fit, asthma*, anaphyla*, allergic, parkinson*, has/have ms, medication*, medicine*, meds, on call doctor/nurse/midwife/paramedic
prescription*, blood results/test/tests, hospital, hospice, intensive care, district nurse, palliative, midwife, transplant, seriously ill
sick child/kid/son/daughter/mother/father/mum/mom/dad/wife/husband, mental health, anxiety, ptsd
cáncer, medicina*, medicamento*, oxígeno, enfermo, enferma, corazón, krankenhaus, klinik, medikament*, herzpatient*, herzschrittmacher
sauerstoff, krebs, blutwerte, dialyse, hôpital, médicament*, oxygène, malade, cardiaque, infirmière
"""

DISABILITY = """
disabled, disabilit*, wheelchair, blind, deaf, deafblind, hard of hearing, hearing aid/aids, screen reader, textphone, dementia, alzheimer*, autis*
down's, has downs, special needs, learning difficult*, housebound, bedbound, bedridden, limited mobility, vulnerable, vulnerability, vuln
safeguarding, carer, care home, residential home, home care, care agency, crisis line, arthritis, hip replacement, memory problems, tremor, cataracts, sign language, power of attorney, stammer, brain injury, sight loss
silla de ruedas, movilidad reducida, discapaci*, sordo, sorda, ciego, ciega, autista, dependiente, rollstuhl, behindert*, gehörlos*, taub, demenz
pflegebedürftig*, blinde*, schwerhörig*, fauteuil roulant, handicap*, sourd, sourde, aveugle, autiste, malvoyant*
"""

OLD_AGE = """
elderly, frail, pensioner*, retirement flats/home, lives/living/live alone, lives by himself/herself, lives on his/her own, old lady/man/folk, old/aged/elderly parents
vive solo, vive sola, anciano, anciana, allein lebend*, lebt allein, alleinstehend*, vit seul, vit seule, personne âgée, personnes âgées
"""

SMALL_CHILD = """
baby, babies, newborn*, infant*, premature, pregnan*, breastfeeding, unaccompanied, under five/fives, two under 5, toddler*, foster carer, parental controls, content filter
son/daughter/kid/kids/child/children/girl/boy … alone, son/daughter/kid/child/boy/girl … by himself/herself/themselves
son/daughter/kid/child … on his/her own, son/daughter/kid/kids/child/children … stranded
bebé, bebés, embarazada, recién nacido, säugling*, schwanger*, mein baby, bébé, bébés, enceinte, nourrisson
"""

FRAUD = """
fraud*, scam, scams, scammed, scammer*, identity theft, hacked, hacker*, phishing, sim swap*, cloned, impersonat*, in my name, crime ref*, thief, thieves
stolen, stole, cleaned out, emptied, con man, swindle*, unauthorised/unauthorized transaction/transactions/payment, forged, signed me up, never signed
estafa*, fraude, robado, robada, robaron, suplant*, betrug, betrüger*, gestohlen, geklaut, arnaqu*, piraté*, volé, volée, usurp*, escroc*
"""

DATA_EXPOSED = """
data breach, breach*, leaked, leak of, someone/somebody/anybody else's … account/bill/bills/details/data/name/letter/letters/number
other/another people's/person's/customer's/customers/company's/household's, strangers bills, wrong person, personal data/details/information, data protection, gdpr
privacy, sold my/our number/details/data, datos personales, protección de datos, datenschutz*, fremde daten, daten von anderen, données personnelles, rgpd, cnil
"""

LIVELIHOOD = """
lost/lose/losing/loses/loss income/earnings/wages/customer/customers/client/clients/order/orders/business/trade/sales/job/jobs/work/bookings
lost/lose/losing … income/earnings/wages/customers/clients/bookings, est loss, for a living, livelihood, my/our/small/whole business/shop/café/cafe/salon/restaurant/practice/surgery/takeaway
our/my customers/clients/patients/guests/students, business van/line/number/broadband, can't/cannot/couldn't work/trade/earn, unable to work/trade, self employed, loss of earnings, drives deliveries, lost a booking
freelanc*, turned … away, takings, card machine*, recruiter*, new job, wfh, work/working/works from home, home office, drives taxi, taxi driver, sole trader
tradesman, miss*/missed work, miss*/missed … shift, disciplinary, autónomo, autónoma, mi negocio, mi tienda, mis clientes, teletrabaj*, sin trabajar, del trabajo
selbständig*, selbstständig*, mein laden, meine praxis, meine kunden, mein geschäft, homeoffice, nicht arbeiten, aufträge
télétravail*, mon commerce, mon activité, mon cabinet, mes clients, autoentrepreneur*, auto entrepreneur*, recherche d'emploi, recruteur, perdre mon travail
"""

EVENT_MISSED = """
funeral*, my/our/his/her/their/sister's/brother's/daughter's/son's/friend's/cousin's wedding, honeymoon, miss*/missed … wedding/interview/exam/exams/graduation/surgery/operation/court/birth/cruise/treatment/deadline
late for … wedding/interview/exam/surgery/court, job interview, scholarship, dissertation, final exam/exams, entierro, boda, entrevista, beerdigung, hochzeit, vorstellungsgespräch, prüfung
enterrement, obsèques, mon mariage, notre mariage, entretien d'embauche, examen
"""

BEREAVEMENT = """
late mother/father/mum/mom/dad/wife/husband/aunt/uncle/sister/brother/gran/nan/grandmother/grandfather, late mother's/father's/mum's/mom's/dad's/wife's/husband's/aunt's/uncle's/gran's, bereave*
deceased, death certificate, date of death, executor, probate, passed away, widow, widowed, widower, my mother/father/mum/dad/wife/husband died, died
fallecido, fallecida, falleció, difunto, difunta, verstorben*, gestorben, witwe, décédé, décédée, deuil, veuve
"""

DEBT = """
credit file/score/rating/record/report, debt collect*, debt agency, bailiff*, collections, default notice, eviction, evicted, repossess*, mortgage, rent bounced/payment/day/money
my/the rent, overdrawn, overdraft, rent/payment/cheque/debit bounced, evicting, bank charges, my wages, my salary, benefits stopped, universal credit, life savings, food bank, groceries, exit/termination/cancellation fee/fees/charge/charges, early exit
termination, solicitor, small claims, inkasso, morosos, hipoteca, alquiler, penalización, permanencia, schufa, miete, gehalt, wocheneinkauf, mahnung*, huissier*, loyer, découvert, frais de résiliation
"""

DEGRADING = """
racis*, discriminat*, headscarf, humiliat*, harass*, in tears, sexist, sexual*, homophob*, because of my accent/skin/name, acosad*, humilla*, diskriminier*, rassis*, gedemütigt, humilié*, discrimin*
"""

NO_SHELTER = """
sleep/slept/sleeping on the floor/carpet, sleep/slept/sleeping in/at the/an airport/terminal, spend/spent/spending the night in/at/on, stranded overnight, no heating/water/electricity, whole village, every flat, whole street
"""

NO_SERVICE = """
no internet/signal/service/broadband/connection/network/line/tone/wifi/phone/reception/bars/bar, no dial tone
internet/broadband/line/phone/landline/network/wifi/site/website/app/mast/connection/service down/dead/out/gone
internet*/broadband*/line/phone*/landline*/network/wifi/site/website/app/mast/connection/service is/was/went/goes/been/still down/dead/off/out/gone
broadband's/internet's/phone's/line's/app's/site's/network's/everything's down/dead/off/out, has/have been down/dead/off/out, still/went/been down/dead/off, outage*, offline
without internet/service/broadband/signal/phone, without a phone/line, cut/cuts/cutting off/out/me/us, drops, dropped, dropping, disconnect*, dead, not working, stopped working, doesn't work, didn't work
sin internet/línea/servicio/cobertura/teléfono/señal/conexión/luz, no funciona, kein internet/netz/empfang/anschluss/telefon, ohne internet/telefon/netz, ausfall, ausgefallen, tot, geht nicht
plus d'internet, plus de réseau/ligne/téléphone/connexion, sans internet/réseau/ligne/téléphone/connexion, panne, coupure*, coupé*
"""

NOT_DELIVERED = """
cancelled, canceled, cancelling, delay*, lost, missing, missed, stranded, rebooked, bumped, stuck, late, never came/arrived/showed/turned/received/got/happened
no show, not arrived/delivered/received/here, didn't come/arrive/show/turn, hasn't come/arrived/shown, wrong item/parcel/order/size/address/router/box/name/number/one/house/door, damaged, broken, broke, smashed
failed, fails, refused, refuses, cancelad*, perdid*, retras*, no llega, no llegó, no vino, no ha llegado, equivocad*, roto, rota, gestrichen, storniert, verspät*, verloren, nicht angekommen/gekommen/geliefert, kam nicht, falsch*
kaputt, defekt, annulé*, perdu*, retard*, jamais venu/reçu/arrivé/venue/arrivée, pas venu/reçu/arrivé, cassé*, erreur*
"""

LOCKED_OUT = """
locked out, locked me out, blocked, suspended, can't/cannot/couldn't log/sign/get in/into/on/through/hold, unable to log/sign/access, password*, passcode*, code/codes … expired/invalid/late/never, not recognised, can't cancel/access/pay/call/ring
bloquead*, gesperrt, bloqué, bloquée
"""

AGAIN = """
second/third/fourth/fifth/sixth/2nd/3rd/4th/5th/6th time/call/visit/engineer/email/letter/ticket/attempt/week/day/appointment/sim/one/person/agent/router/try
two/three/four/five/six/seven/eight/nine/ten/several/many times/calls/emails/letters/agents/people/visits/tickets/chats/forms/trips/dms/messages/engineers/departments
twice, no reply/response/answer/callback/call/one/record/notes, nobody, unanswered, ignored, hung up, hangs up, passed around/from/to, in circles, round and round, told to call/ring/dm/email/phone/go/wait, told me to, keep/keeps being/asking/getting/saying/telling
still no/not/nothing/waiting/haven't/hasn't/isn't, back to square one, start again, start over, from the beginning, repeat*, transferred, advised, escalate*, complaint, complaints
nadie, otra vez, sigo sin, seguimos sin, veces, niemand, schon wieder, mal angerufen, keine antwort, keiner, encore une fois, relance*, sans réponse, toujours pas/rien, personne ne
"""

MONEY = """
charge, charged, charges, charging, overcharg*, double charged, bill, bills, billed, billing, fee, fees, fine, fined, refund*, paid, pay, paying, payment*, direct debit*, invoice*, money, compensat*, reimburse*, owe, owed, owes, deposit
price, prices, expensive, cost, costs, credit, credited, cheque, receipt, contract, tariff, mis sold, missold, upgrade, rip off, took … twice
cobra*, cobro*, factura*, reembols*, devolución, dinero, pago, pagar, pagado, pagué, pagando, cuota, contrato, tarifa, precio, abgebucht, abbuch*, rechnung*, erstattung*, gebühr*, geld, bezahl*, zahle*, kosten, vertrag, preis*, guthaben
prélev*, factur*, rembours*, argent, payer, payé, payée, paie, frais, débité*, contrat, tarif, prix, euros
"""

WAITING = """
wait, waited, waiting, waits, on hold, hold music/time/line, queue, queues, queued, queuing, queueing, hours, days, weeks, months, all day/morning/afternoon/evening/night, every evening/night/day, overnight, day off, half day, took the day/morning/afternoon
wasted, waste of time, time off, afternoon off, each time, every time, days late, espera*, horas, días, semanas, meses, warte*, warteschleife, stunden, tage, tagen, wochen, monate, monaten
attends, attendre, attendu, attente, heures, jours, semaines, mois
"""

INNOCENT = """
swore/swear/swears blind, blind spot/spots, baby monitor, baby steps, fire stick, fire tv, dead slow/easy/simple/set, spark joy, sick of, fine until/by/mistakes/when/for/but/then, fine i, phone call/calls
business card/cards/days/hours/class/as, no line/lines, emergency calls only, sim swap done, heart of, died laughing, dying to, in no time, late night/nights/shift, smoke free, wait for it/this
"""

HARMS = (
    Harm("manner of speaking", 0, INNOCENT),
    Harm("emergency", 4, EMERGENCY, is_trouble=True), Harm("alarm", 4, ALARM),
    Harm("danger", 4, DANGER, is_trouble=True, is_deniable=True), Harm("violence", 4, VIOLENCE, is_trouble=True, is_deniable=True),
    Harm("illness", 4, ILLNESS), Harm("disability", 4, DISABILITY),
    Harm("old age", 4, OLD_AGE), Harm("small child", 4, SMALL_CHILD),
    Harm("fraud", 3, FRAUD, is_trouble=True, is_deniable=True), Harm("data exposed", 3, DATA_EXPOSED, is_trouble=True, is_deniable=True),
    Harm("livelihood", 3, LIVELIHOOD), Harm("event missed", 3, EVENT_MISSED),
    Harm("bereavement", 3, BEREAVEMENT), Harm("debt and credit", 3, DEBT, is_deniable=True),
    Harm("degrading", 3, DEGRADING, is_trouble=True), Harm("no shelter", 3, NO_SHELTER, is_trouble=True),
    Harm("no service", 2, NO_SERVICE, is_trouble=True), Harm("not delivered", 2, NOT_DELIVERED, is_trouble=True, is_deniable=True),
    Harm("locked out", 2, LOCKED_OUT, is_trouble=True), Harm("again and again", 2, AGAIN, is_trouble=True),
    Harm("money", 2, MONEY), Harm("waiting", 2, WAITING),
)
