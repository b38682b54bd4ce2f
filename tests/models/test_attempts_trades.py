"""The same ways of telling in other trades: banks, shops, software, energy, parcels. What is nearly the same and tells of nothing is none."""
import pytest

from models.attempts import tried
from models.conversation import Turn


def chain(text: str) -> list[str]:
    return [attempt.channel for attempt in tried([Turn(False, text)])]


PHONE = ["Sat in your queue for 50 minutes to ask about a boiler.", "Two hours of pan pipes and then the bank's line went dead.",
         "Option 2 for parcels, 40 minutes, nothing.", "The phone menu tells me to look at my meter and rings off.",
         "Put the building society on speaker and cooked dinner. Nobody came.", "Pressed every button in the first menu, never a person.",
         "Third call about the same invoice.", "They put me through to claims, who put me through to sales.",
         "Asked for a new card by phone and again by phone."]
CHAT = ["The bot gives me four buttons and none is about my mortgage.", "Told your assistant that the parcel is broken. It wished me a nice day.",
        "Typed my meter number into the chat, window closed.", "It sends me the same page whatever I write to it.",
        "Chat disconnected after 20 minutes in the queue."]
MESSAGE = ["You left my DM about the deposit on read.", "Your seller promised a refund via WhatsApp in May.", "They replied to my private message with a sticker."]
PUBLIC = ["I left a comment under your advert every day this week.", "You hid my comment about the oven.", "Told you on here last week that the till is wrong."]
IN_PERSON = ["Went in again with the till receipt, they shrugged.",
             "In your Oxford branch I was refused without a reason.", "Your branch said the vault is closed on Fridays.",
             "Was told across the counter that I should read the small print."]
APP = ["Card stolen, tried to report it in the app, spinning wheel.", "Flat has no heating and I cannot tell you because the app crashes."]
WEBSITE = ["Fridge is broken. Website says call you, nobody home.", "I reset the meter like your page says, still dead."]
UNCLEAR = ["I was told six weeks ago that the deposit is on its way.", "Warehouse blames the courier, courier blames the warehouse, you blame both.",
           "Passed between claims and underwriting for a month.", "Two of your own advisers couldn't explain the interest.",
           "I asked to close the account in May.", "Promised a replacement oven, 12 days ago now.", "Your billing says not received.",
           "My ticket was closed without a word.", "Told support about the leak twice.", "They just said that's how it is.",
           "You wanted my passport, then my passport again.", "Said it would be on my next statement. It was not.",
           "@shopname says 'in inspection' since Easter.", "Good morning, I wrote on two occasions about the gas bill."]
SPANISH = [("Os dije que cambiarais la dirección y nada", ["unclear"]), ("40 minutos con la musiquita y se corta", ["phone"]),
           ("Me aseguraron que el banco lo devolvía", ["unclear"]), ("Lo mandé por correo certificado en mayo", ["letter"])]
GERMAN = [("Erst hieß es eine Woche, jetzt einen Monat", ["unclear"]), ("Auf Mails reagiert bei der Bank niemand", ["email"]),
          ("Euer Assistent versteht das Wort Rechnung nicht", ["chat"]), ("Mir wurde eine Gutschrift versprochen", ["unclear"])]
FRENCH = [("On m'a dit que le colis était perdu", ["unclear"]), ("Le conseiller m'a promis un avoir", ["unclear"]),
          ("Retourné en mars avec accusé de réception", ["letter"]), ("Tickets fermés sans un mot", ["unclear"])]

TOLD = [(text, [channel]) for channel, texts in (("phone", PHONE), ("chat", CHAT), ("message", MESSAGE), ("public", PUBLIC), ("in person", IN_PERSON),
                                                  ("app", APP), ("website", WEBSITE), ("unclear", UNCLEAR)) for text in texts]


@pytest.mark.parametrize("text, channels", TOLD + SPANISH + GERMAN + FRENCH)
def test_other_trades_are_read_as_well(text, channels):
    assert chain(text) == channels


NOTHING = [
    "The queue for the museum was fifty minutes.", "Our band plays pan pipes for two hours.",
    "My sister phones her parents every Sunday.", "Option 2 of your survey is missing.",
    "My calls drop after four minutes, wherever I am.", "She thinks I put the phone down on her.", "Robot voice on every video call since the update.",
    "Your menu has no vegan dish.", "A sales call woke me at six.",
    "I chat with my neighbours about the price.", "We build bots for banks.", "The page of the form is torn.",
    "Our WhatsApp group laughs about your prices.", "The DM of the game told us a story.", "I never read my messages on holiday.",
    "There are funny comments under your advert.", "The review in the paper was right.", "Everybody on here loves you.",
    "The shop window is dark.", "A thief went in your shop and took my bag.", "The counter of the kitchen you sold me is cracked.",
    "The app crashes when I open it.", "Your app wants my contacts.", "The website is slow today.", "Your site looks dated.",
    "The letter says one thing, the bill another.", "My bank says the money has gone.", "The neighbours say it is loud.",
    "We were told to wait by the door.", "We were offered a snack.", "Five people were rude to the dog.", "They asked me to sit at the back.",
    "Six hours in a queue at the border.", "They wanted 30 pounds for a bag.", "Fell asleep on the bus.", "You could have a word with the driver.",
    "You promise green power, so show it.",
    "When you say fresh I expect fresh.", "Dear customer service team, the milk was sour.", "The letting agent told me to leave the keys.",
    "Spoke French to my gran all evening.", "Off by a day, fixed when I asked.", "Good evening, the bread is stale.", "A lady called Rosa lives here now.",
    "They did not ask for a name.", "Please send another by recorded delivery.", "Please answer by e-mail.",
    "El banco abre tarde hoy", "La chica de al lado canta bien", "Me gusta la música de la tienda",
    "Knacken in der Leitung bei jedem Gespräch", "Die Rechnung ist falsch", "Es ist heiß hier und laut",
    "Code envoyé sur une vieille adresse", "Le colis est abîmé", "Le chat dort sur la box"]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_nearly_the_same_tells_of_nothing(text):
    assert chain(text) == []


@pytest.mark.parametrize("text, channels", [
    ("Cust called re late fee. 3rd call this week, prev agent promised credit.", ["phone"]),
    ("Caller says he has rung twice about the oven, nothing on notes.", ["phone"]),
    ("Cust tried to report the leak in the app, then rang, 40 min on hold.", ["app", "phone"]),
])
def test_a_note_tells_of_what_the_customer_did_before(text, channels):
    assert chain(text) == channels


@pytest.mark.parametrize("text", [
    "Cust called re invoice. Complaint logged, told cust 5 days.", "Caller wants fee off. Called back, left voicemail.", "Inbound. Cust asked why, ticket raised with claims.",
    "Cust ringing re meter. Asked billing on chat, no reply."])
def test_what_the_adviser_did_is_no_attempt(text):
    assert chain(text) == []


@pytest.mark.parametrize("text, n", [("Cust rang, 3rd call about the oven.", 2), ("Third call about the oven, nobody listens.", 3)])
def test_a_note_counts_the_call_that_is_written_down_a_customer_their_calls(text, n):
    assert [attempt.n for attempt in tried([Turn(False, text)])] == [n]


@pytest.mark.parametrize("text, channels", [("@megashop said Friday, then Monday", ["unclear"]), ("@megashop Called about my oven, no help", ["phone"]),
                                            ("This morning @megashop called to sell me an oven", [])])
def test_a_handle_that_speaks_is_the_company_one_that_opens_a_text_is_whom_it_is_written_to(text, channels):
    assert chain(text) == channels
