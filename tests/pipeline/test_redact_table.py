"""What goes in, what is stored: the table a lawyer can read. "BEFORE → AFTER"; a line without → must not change."""

import pytest

from pipeline.redact import Redactor
from pipeline.settings import ROOT, load_settings

REGIONS = load_settings(ROOT).privacy.phone_regions

TABLE = """
# Phone numbers
call me on 07911 123456 please → call me on [phone] please
my mobile is 07700 900123, any time → my mobile is [phone], any time
phone: (020) 7946 0018 → phone: [phone]
+44 20 7946 0018 is my landline → [phone] is my landline
reach me at 212.555.0143 → reach me at [phone]
use the app 07911123456 → use the app [phone]
office 1.212.555.0143 → office [phone]
ring 555 0123 after 6pm → ring [phone] after 6pm
my number is +1 (212) 555-0143 → my number is [phone]
llámame al 612 345 678 → llámame al [phone]
mi teléfono es 91 123 45 67 → mi teléfono es [phone]
ruf mich an unter 0151 23456789 → ruf mich an unter [phone]
Tel. 030 123456 → Tel. [phone]
appelez-moi au 06 12 34 56 78 → appelez-moi au [phone]
mon numéro est le 06.12.34.56.78 → mon numéro est le [phone]
bel mij op 06 12345678 → bel mij op [phone]
# Freephone numbers are nobody's own and say which line failed
on hold with 0800 123 4567 for 50 mins
called 1-800-221-1212 twice
# E-mail addresses
email joe.bloggs@example.com now → email [email] now
joe (at) example (dot) com → [email]
write to joe at gmail dot com → write to [email]
mail joe dot smith at gmail dot com → mail [email]
mi correo es ana arroba hotmail punto com → mi correo es [email]
meine Mail: hans ät gmx punkt de → meine Mail: [email]
joe @ gmail.com → [email]
look at delta.com or shop at a store
# Handles: all but the company's
@Acme you lost it, ask @joe_99 → @Acme you lost it, ask [handle]
RT @Jane.Doe: never again → RT [handle]: never again
see x.com/joe_99 and u/joe-99 → see x.com/[handle] and [handle]
we met @ 5pm, @7am
# Links stay, what they carry goes
https://shop.example/order?id=123&email=joe@example.com → https://shop.example/order?[query]
https://shop.example/help/returns
# Cards
card 4111-1111-1111-1111 → card [card]
5500 0000 0000 0004 was charged → [card] was charged
my amex 378282246310005 → my amex [card]
card 4111 1111 1111 1112 declined → card [card] declined
the card ending in 4242 → the card ending in [card]
meine Karte 4111111111111111 → meine Karte [card]
my PIN is 4821 → my PIN is [id]
# Bank accounts
GB29 NWBK 6016 1331 9268 19 please → [iban] please
mi IBAN ES91 2100 0418 4502 0005 1332 → mi IBAN [iban]
IBAN DE89 3704 0044 0532 0130 00 bitte → IBAN [iban] bitte
sort code 12-34-56 account 12345678 → sort code [account] account [account]
# National numbers and documents
NI number AB123456C → NI number [id]
SSN 078-05-1120 → SSN [id]
NHS number 943 476 5919 → NHS number [id]
mi DNI es 12345678Z → mi DNI es [id]
passport no. 533401372 → passport no. [id]
driving licence MORGA657054SM9IJ → driving licence [id]
reg AB12 CDE → reg [id]
my IP is 86.121.97.248 → my IP is [ip]
# Orders, bookings, accounts, cases
my booking ref is X7K2PQ for flight UA1234 → my booking ref is [booking] for flight UA1234
confirmation #ABC123 → confirmation #[booking]
PNR XKQWPT → PNR [booking]
can someone look at ILC0HP please → can someone look at [booking] please
order no. 12345678 and 12345679 → order no. [order] and [order]
Order #423 never came → Order #[order] never came
tracking JD0002123456789012 → tracking [order]
acct 0098812 → acct [account]
customer number 55512345 → customer number [account]
case id # 8465981 → case id # [reference]
incident: 150202-000419 → incident: [reference]
ticket 0162424965446 → ticket [reference]
mi pedido 4455667 no llega → mi pedido [order] no llega
número de reserva ABX45T → número de reserva [booking]
localizador QWERTY → localizador [booking]
Bestellnummer 2024-77812 → Bestellnummer [order]
meine Kundennummer lautet 88123456 → meine Kundennummer lautet [account]
Buchungscode K7TR2M → Buchungscode [booking]
numéro de commande 778812 → numéro de commande [order]
référence: FR-99213 → référence: [reference]
numero ordine 5567123 → numero ordine [order]
it was 261633561838 → it was [number]
# Addresses
come to 14 Elm Road → come to [address]
Flat 3, 14 Elm Road, Leeds LS1 4AB → [address]
742 Evergreen Terrace, Springfield, IL 62704 → [address]
22b Baker St, London NW1 6XE → [address]
PO Box 1234 → [address]
Calle Mayor 5, 3º B, 28013 Madrid → [address]
C/ Alcalá 45 → [address]
Hauptstraße 12, 10117 Berlin → [address]
12 rue de la Paix, 75002 Paris → [address]
Via Roma 12, 00184 Roma → [address]
Rua Augusta 100 → [address]
Kerkstraat 15, 1017 GC Amsterdam → [address]
my postcode is LS1 4AB → my postcode is [postcode]
my zip code is 90210 → my zip code is [postcode]
PLZ 10117 → PLZ [postcode]
código postal 28013 → código postal [postcode]
# Names
My name is Jane Doe and I am cross → My name is [name] and I am cross
my name is jane doe → my name is [name]
I am Jane Doe → I am [name]
this is Maria speaking → this is [name] speaking
Regards, Jo Harper → Regards, [name]
Mr Smith hung up → Mr [name] hung up
I spoke to Sarah in Leeds → I spoke to [name] in Leeds
thanks Ahmed → thanks [name]
the agent Rachel Wong was rude → the agent [name] was rude
Cust name: John Smith → Cust name: [name]
me llamo Ana García López → me llamo [name]
ich heiße Jürgen → ich heiße [name]
mein Name ist Anna Schmidt → mein Name ist [name]
Frau Dr. Schulz war nett → Frau Dr. [name] war nett
je m'appelle Luc → je m'appelle [name]
Cordialement, Pierre Martin → Cordialement, [name]
mi chiamo Giulia Rossi → mi chiamo [name]
^Jo
my name is wrong on the ticket
I am Very Angry and I am Gold Member
thanks Acme for nothing
# Dates of birth
DOB 12/03/1985 → DOB [birthdate]
born on 3 March 1971 → born on [birthdate]
geboren am 3.4.1980 → geboren am [birthdate]
née le 12 mars 1990 → née le [birthdate]
fecha de nacimiento: 05/05/1988 → fecha de nacimiento: [birthdate]
# What complaints need
flight UA1234 at 14:30 on 12/03/2015 cost £45.50
BA 287 LHR-SFO delayed 3 weeks, 2 hrs
12.5 Mbps instead of 500, paid 1,200 dollars, 3 times
iOS 17.1.2, app version 7.1.2.4, Chrome 62.0.3202.94
on 2015-02-17 14:30:00 and again 17 Nov 2015
seat 14C, gate B6, row 22, boeing 737-800, N366SW
12 months at £24.99 a month = £299.88
10 miles down the road, 2 people in the way
account 5 years old, order of 20 units, customer since 2009
error code 502, router HG8245, 100USD
Sitzplatz 12, am Gleis 4, seit 3 Wochen
text STOP to 60777
"""
LINES = [line for line in TABLE.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("line", LINES)
def test_what_goes_in_and_what_is_stored(line):
    before, _, after = line.partition(" → ")
    assert Redactor(REGIONS, frozenset({"acme"})).redact(before).text == (after or before)


def test_the_table_is_long_enough_to_be_read_as_a_promise():
    assert len(LINES) >= 80
