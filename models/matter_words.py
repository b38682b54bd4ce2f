"""The words by which a plain statement of a company's shows that it is about something: a thing, a rule, a state. Our own lists, read as models.reply_words.

A sentence without one ("that is what we like to do", "we will be waiting") tells nothing, however it is built.
"""

THING_OF_TRAVEL = """
flight, flights, flt, seat, seats, seating, bag, bags, baggage, luggage, suitcase, item, items, carry on, carry ons, ticket, tickets, fare, fares, gate
gates, aircraft, plane, planes, jet, airbus, boeing, cabin, bin, bins, row, rows, legroom, runway, ramp, tarmac, terminal, lounge, kiosk, kiosks, airport
airports, route, routes, connection, connections, layover, stopover, departure, departures, arrival, arrivals, boarding, check in, checkin, standby
upgrade, upgrades, miles, points, avios, status, tier, segment, segments, itinerary, passport, passports, visa, visas, tsa, faa, security, customs
train, trains, platform, track, tracks, carriage, coach, bus, driver, wifi, outlet, outlets, meal, meals, snack, snacks, drink, drinks, headphones
pet, pets
"""

THING_OF_TRADE = """
order, orders, parcel, parcels, package, packages, delivery, deliveries, depot, courier, warehouse, stock, size, sizes, product, products, return, returns
shop, store, stores, branch, branches, till, receipt, receipts, refund, refunds, price, prices, pricing, fee, fees, charge, charges, cost, costs, payment
payments, card, cards, cash, balance, account, accounts, bill, bills, invoice, tariff, tax, taxes, contract, contracts, claim, claims, case, cases, form
forms, voucher, vouchers, evoucher, credit, credits, compensation, insurance, premium, cover, discount, offer, promotion, code, booking, bookings
reservation, reservations, appointment, appointments, slot, slots, clinic, ward, doctor, nurse, prescription, pharmacy, letter, document, documents
certificate, id, form of identification, name, names, address, date, dates, details on, record, records, subscription, membership, members, third party
"""

THING_OF_WORKS = """
site, website, app, page, pages, system, systems, server, browser, browsers, network, router, modem, signal, line, lines, cable, mast, cabinet, power, meter
boiler, heating, water, pipe, leak, part, parts, engine, engines, brake, brakes, battery, repair, repairs, fault, faults, technician, technicians, engineer
engineers, mechanic, mechanics, mechanical, technical, maintenance, inspection, weather, wind, winds, fog, snow, ice, icing, deicing, storm, storms
thunderstorm
thunderstorms, lightning, strike, traffic, crew, crews, pilot, pilots, captain, fuel, cleaning, cleaners, catering, paperwork, option, options, version
update is, password, login, pin, cookies, cache, wait times, hold times, call volume/volumes, call centre/center/centers/centres, response time/times
reply times, email, emails, phone, phones, hours, opening, restriction, restrictions, requirement, requirements, rules, rule, guidelines, law, liquids
allowance, weight, capacity, availability, space, spaces, schedule, schedules, route map, holiday, holidays, plan, list, waitlist, queue, door, doors
bridge
passenger, passengers, customers are/can/may/must/with, children, child, infant, infants, adult, adults
"""

RULE = """
you can/may/must/need/could/should/would need/have, you can/may/could/should/must/cannot, you will/would/do/may need, you have to, you are/will/would able
you are/will not/be/have, you/your will/would need/have/be/get/receive, must be, must, required, only, unless, necessary, optional, possible to, impossible
can/could/may/do/does/is/are/will/was/were not, unable, no longer, not currently, no way, not available, not a, not an, not be, need to be, needs to be
have/has to be, are/is able, is/are/was/were/be/being handled/assigned/credited/collected/processed/posted/reviewed/answered/transferred/based/operated
is/are/was/were/be/being cancelled/canceled/delayed/closed/locked/held/diverted/removed/changed/moved/replaced/shipped/sent/delivered/issued/paid/owned/run
is/are/was/were/be/been/being cleared/opened/loaded/fuelled/fueled/cleaned/repaired/fixed/inspected/dispatched/scheduled/booked/sold/shown/displayed/updated
available, allowed, accepted, prohibited, included, valid, expire, expires, expired, accept, accepts, except, instead, otherwise, automatically
usually, normally, typically, generally, currently, at this/the time/moment, at present, from now, as of, yes, correct, incorrect, that is not the case
not the case, in order, depends, varies, vary, there is/are/was/were/will, it is/was a/an, means that, try, clear, restart, select, click, unplug, press
#number, #money, #time, today, tomorrow, tonight, yesterday, monday, tuesday, wednesday, thursday, friday, saturday, sunday, next week/month/year
week, weeks, month, months, year, years, january, february, march, april, june, july, august, september, october, november, december
can be applied/used/made/done/added/changed/booked/found/cancelled/canceled/redeemed/combined/viewed/purchased/bought/transferred/delivered/returned
try deleting/clearing/refreshing/restarting/using/reinstalling/logging/turning
recommend/suggest/advise deleting/clearing/trying/arriving/using/keeping/printing
advise/recommend/suggest that you/it/they, not/always/every day, there every, we have to, you have/own/hold, initials, responsibility, authority
real time, only able, sell, sells, in use, in service, of service, delete and, reinstall, re install
headwind, headwinds, refuel, ready for, located, all are/is full, are/is all full, no/any problems/issues/reports/record/sign, throughout
open, closed, full, sold out, on time, ontime, late, early, down, back up, up and running, out of order, ahead of you
"""

IN_OTHER_LANGUAGES = """
es, esta, estan, son, fue, puede, puedes, tarda, tiene, tienes, ist, sind, wird, haben, kann, konnen, kannst, muss, dauert, gibt, est, sont
sera, ete, peut, pouvez, faut, prend, reste, il
"""

LISTS = (THING_OF_TRAVEL, THING_OF_TRADE, THING_OF_WORKS, RULE, IN_OTHER_LANGUAGES)

# Attitudes, promises about oneself and what may happen to everybody: these tell nothing although a thing stands beside them.
_OURS = "we/i/they/team/teams/agents/staff/crew/folks/someone/somebody/specialists/colleagues/captain/pilots/office"
VAGUE = f"""
dislike*, no fun, never fun, not fun, norm, in our dna, best asset, cute, exciting, stroke of luck, good luck, vibes, twittervibes, insane, we want
want you
want to, wants to, would not want, last thing, not blame, on the situation, have got your, got your back, let's, wishful, records will be
{_OURS} will be/do/get/have/try/make/take/follow/contact
{_OURS} will reach/call/reply/respond/assist/help/sort/fix
{_OURS} will look/check/find/keep/see/arrange/gladly/also
{_OURS} will continue/update/review/let/ensure/certainly
{_OURS} will definitely/investigate/pass/forward/share
will be with/in, will follow, will have you/your/it/them, get/getting you in/on/off/out, get/getting your/them/everyone/everybody/all/people … on/to/out
make/making up time/the/some/for, monitoring, we/i are/am aware, is aware, staff/team/agents are/is aware, doing all, does all, do all, all they can
would/should love, we would/should be
we/i would like/be/never/always, we always/never, our/the team/teams/crew/crews/agents/staff always/never/should/works/work/take/takes
as much as you, up to standard, standard we, things happen, these things, do happen, does happen, can happen, unexpected issues/events, part of travel
bear, i will, encouraging, last resort, hands on deck, busy day, had to be a dream, virtual
will get you, notated, have noted, record we, every team member, it is good, part of our/the plan, relieved, confident, realise/realize there, huge, what a
see you at, a minute
close call, tough day/calls/call, uncomfortable way, said it better, talk that way, your inbox, you have had problems/trouble/issues, able to make it
made your connection
the spirit, good in this, was made and, at its best, do our best, did our/their/his/her best, does their/its best, such a, proud of, always a pleasure
not mean to, not sound like, not the standard/level/kind, we will use, you can always tweet, you can always #number, can always tweet*
you are/were having, you have been having, trouble/problems you
include your, our intention/intentions, long way, can/could/may seem, seem/seems longer, can certainly/really/definitely, not like
be tough/hard/stressful/tricky, busy club, like/prefer/hate/love delays
have you, did you, do you, are you, were you, could you, would you, can you, shall we, can we, may we/i
would advise/ask you to remove/delete, you seem, you sound, seems like you, you must be/have, you sure, sounds like a/you, looks like you had/have a
delays/cancellations/changes/disruptions are/is/can be hard/tough/never/not/frustrating/difficult, hard/tough when, always hard/tough/difficult
way to go, that is plenty, wish it, we/i know how/that/your/you/this/it/what, we/i see what you, as well as you
spend time with, in style, safe and, smoothly, no excuse, right to, fair point, good idea, great idea, suggestion, suggestions, agree, totally
a look, an eye on, keep an eye, in a bit/few/moment/minute, any minute, any moment, before you know it, good to go, on our end
we/i appreciate, will address this/it, should be with you, that bad, any better, cheer, party, celebrate, birthday, honeymoon, family
"""

# What tells something even where it is meant as an excuse: why it takes long, that nothing is known, that it is not done.
EXCUSE = """
backlog, se debe/deben a, back log, backlogged, backed up, higher than usual/normal/average, high call/volume/volumes/demand, unusually high, busier than
very/extremely busy
experiencing high/higher/some/an/a/problems/issues/difficulties/delays, been experiencing
we have/had had/a/some/problems/issues … problems/problem/issue/issues/difficulties/outage
we/website/site/app/system/systems are/is/been/have/has having/had/been issues/problems/trouble/difficulties, we have been having, no control
not any issues/problems/faults/general/known, never guarantee, not been informed/told/notified/advised/aware, no/any other reports
need/needs to be made/done/reported/submitted, have #time
#time #time, #time and #time, been/dealing with some/heavy/a, not aware of any/an/the, no known/reported, unaware of any
not able to cover/reimburse/refund/assist/see/view/access/change/amend/send/book/add/check/discuss/get/help
unable to cover/reimburse/assist/see/view/access/amend/send/book/add/check/discuss/give
can not cover/reimburse/refund/see/view/access/change/amend/send/book/add/discuss/give/help/guarantee/assist/upgrade/combine/waive/extend/reissue
try deleting/clearing/refreshing/restarting/using/reinstalling/logging/turning/printing
recommend/suggest/advise deleting/clearing/trying/arriving/using/keeping/printing
delete/clear … cache/cookies/history/files, delete and re/reinstall, welcome to board/use/bring/carry/take/purchase/buy, should not cause/affect
should not be a, not be able to, you may bring/carry/use/board/take/apply
would/will be handed/returned/sent/transferred/credited/refunded/posted/displayed/shown in/into/to/on, items/item left/found … are/is/will
is/are handed/returned to
in the queue, in date/chronological order, order they/of, order of date/receipt
"""

# What tells nothing even with a time or a rule in it: aims, wishes, what one will ask for.
UNTOLD = """
aim to, aims to, once/when you arrive/land, final destination, our goal, our aim, strive*, confusion, sorry we were not, were/was not able
hope you still, your technical, upholding
should be courteous/professional/helpful, see if we/i can send, we/i hope our/the/you/your/it/that, review your whole, whole experience, inconvenience
frustration due/caused, be mindful, uphold all, sorry that your experience, was not what you, would be happy/glad to check/update/look
i/we have sent/emailed/forwarded/passed/followed/requested/asked/reported, i/we am/are sending/forwarding/passing, we have the/that special
have been maintained
"""
