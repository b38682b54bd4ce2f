"""The kinds of one reply, by words written for these tests: telecoms, airlines, shops, insurers, clinics; four languages; what only sounds like a deed."""
import time

import pytest

from models.reply_acts import acts


@pytest.mark.parametrize("text", [
    "We're so sorry for the trouble.", "Please accept our sincere apologies.", "We regret any upset caused.", "I hate to hear this!", "We're concerned to hear that, Ada.",
    "Dear Mrs Young, please accept our sincere apologies.", "Lamentamos mucho las molestias.", "Disculpe la demora, gracias por su paciencia.", "Sentimos lo ocurrido y trasladamos tu queja al equipo.",
    "Das tut uns sehr leid.", "Bitte entschuldigen Sie die Unannehmlichkeiten.", "Nous sommes désolés pour ce désagrément.", "Veuillez nous excuser pour l'attente.", "SORRY!!!",
    "We're sorry that you were not refunded.", "Sorry to hear your refund hasn't been processed.", "We are sorry for your experience at the clinic and will pass it on to the ward.",
])
def test_regret_is_an_apology_and_nothing_else(text):
    assert acts(text) == {"apology"}


@pytest.mark.parametrize("text", ["Unfortunately, the shop is closed on Sunday.", "No regrets!", "There is no need to apologise."])
def test_bad_news_is_no_apology(text):
    assert "apology" not in acts(text)


@pytest.mark.parametrize("text", [
    "Please DM us your order number.", "Could you DM us your order number?", "Pop us a DM and we'll take it from there. ^DJ", "Please follow &amp; direct message your booking reference",
    "Call us on 0800 123 4567.", "You can reach our helpdesk on 0800 123 4567.", "Give us a ring and we'll sort you out.", "For refunds, kindly complete the online form.", "See https://example.org/help",
    "Have a look at pellamere.example/help/router", "Please email complaints@example.org", "Please see an agent at the gate.", "Pop into your local branch with ID.", "We'd suggest contacting the travel agent.",
    "Please have her speak with our baggage team.", "Feel free to contact [phone]", "Escríbenos por mensaje privado con tu número de pedido.", "Por favor, llama al 900 123 456.", "Puede rellenar el formulario en nuestra web.",
    "Schreib uns bitte eine DM mit deiner Kundennummer.", "Bitte wenden Sie sich an unsere Hotline.", "Bitte füllen Sie das Formular aus.",
    "Écrivez-nous en message privé avec votre numéro de client.", "Merci de contacter notre service client par téléphone.", "Vous pouvez remplir le formulaire sur notre site.",
])
def test_sending_somebody_elsewhere_is_a_deflection(text):
    assert acts(text) == {"deflection"}


@pytest.mark.parametrize("text", [
    "Thanks for contacting us.", "We will contact you soon.", "Our team will reach out to you.", "I will call the depot for you.", "Did you contact the airport?", "Let us know if you need help.", "A member of the team will be in touch.",
])
def test_where_the_company_comes_nobody_is_sent(text):
    assert "deflection" not in acts(text)


@pytest.mark.parametrize("text", [
    "Which branch did you visit?", "Could you tell us your policy number?", "Please confirm the delivery address.", "Have you tried another browser?", "How can we help?", "Did you file a claim at the airport?",
    "¿Cuál es su número de pedido?", "¿Nos puedes dar el código postal?", "Wie lautet Ihre Kundennummer?", "Wann genau war das?", "Quel est votre numéro de commande ?", "Pouvez-vous préciser la date ?", "Have we refunded you?",
])
def test_asking_what_is_needed_is_a_question(text):
    assert acts(text) == {"question"}


@pytest.mark.parametrize("text", ["How are you?", "Nice, isn't it?"])
def test_politeness_asks_nothing(text):
    assert acts(text) == set()


@pytest.mark.parametrize("text", [
    "I have refunded the delivery charge to your card.", "We've replaced your meter this morning.", "Your claim has been approved.", "The leak has been repaired.", "I've cancelled the duplicate order for you.",
    "Your new card has been sent.", "We've rebooked you on the next train.", "You're all set.", "I put you on the list.", "Fee cancelled.", "Refunded.", "The fault is now fixed.", "That is taken care of for you, Ada.",
    "Our engineers have restored the line.", "I've also moved your appointment.", "Ya hemos reembolsado el cargo duplicado.", "Hemos cambiado tu cita al jueves.", "Wir haben den Betrag heute erstattet.",
    "Ich habe Ihren Techniker auf morgen umgebucht.", "Die Störung ist behoben.", "Nous avons remboursé les frais ce matin.", "J'ai annulé la facture en double.", "Je viens de relancer votre commande.", "La panne est réparée.",
])
def test_what_was_done_is_an_action(text):
    assert acts(text) == {"action"}


@pytest.mark.parametrize("text", [
    "We will look into this.", "I will pass your comments to the manager.", "I have forwarded your complaint to the team.", "Our team is working on it.", "Let me check.", "We have opened a ticket for you.", "We've noted your feedback.",
    "We'll get this sorted.", "If we have charged you twice we would refund you.", "We would refund you if you had booked with us.", "We have not refunded your order.", "We never cancelled your order.",
    "Once your refund has been processed you will hear from us.", "We hope your refund has been processed.", "Glad to hear your order has been delivered!", "Seats can be changed at the desk.", "We have changed our menu.",
    "We've let you down.", "I've sent your comments to the crew.", "We could have upgraded you.", "Flights have been cancelled due to fog.", "We always get you rebooked.", "Our Lost and Found team will reach out.", "We're sending you warm wishes.",
    "Your order will be refunded once the parcel is back.", "Hemos recibido tu mensaje.", "Wir haben Ihre Nachricht weitergeleitet.", "Nous avons transmis votre message.",
])
def test_promises_conditions_denials_and_handing_on_are_no_action(text):
    assert not acts(text) & {"action", "compensation"}


@pytest.mark.parametrize("text", ["I've added a £10 voucher to your account.", "We're sending you some miles for the trouble.", "There's a fiver for your trouble.", "We will credit your account with £20 for the trouble."])
def test_what_is_given_is_compensation(text):
    assert "compensation" in acts(text)


@pytest.mark.parametrize("text", ["You may apply for compensation.", "We can't offer a voucher.", "If you're eligible, we will send you a voucher.", "Vouchers are valid for a year.", "Do you have a voucher?"])
def test_what_may_be_applied_for_is_no_compensation(text):
    assert "compensation" not in acts(text)


@pytest.mark.parametrize("text", [
    "The boiler part takes three weeks because the maker is out of stock.", "Returns are free within 30 days.", "The branch closes at 5pm on Fridays.", "Your parcel is at the depot in Leeds.", "Yes, you can bring a pram.",
    "We don't offer that service on Sundays.", "It's delayed due to fog, we expect it at 18:50.", "El retraso se debe a una avería en la central; esperamos el servicio a las 18:00.", "El plazo de devolución es de 14 días.",
    "Der Ausfall liegt an einem Kabelschaden, voraussichtlich bis 18 Uhr.", "Die Rückgabe ist innerhalb von 14 Tagen möglich.", "Le retard est dû à une grève, reprise prévue demain à 9 h.", "Le délai de retour est de 14 jours.",
])
def test_a_cause_a_time_a_rule_and_a_state_are_information(text):
    assert acts(text) == {"information"}


@pytest.mark.parametrize("text", [
    "", "👍", "💔💔", "[name]", "^Jo", "Thank you for your patience!", "We appreciate your feedback.", "We strive to give the best service.", "We are working hard to have you back at home.", "Delays are no fun.",
    "You're welcome!", "Have a great day.", "We understand your frustration.", "We value your loyalty.", "We hope to see you again soon.",
    "Gracias por tu paciencia, seguimos trabajando.", "Danke für deine Geduld, wir arbeiten daran.", "Merci de votre patience, nos équipes travaillent.",
])
def test_courtesy_is_nothing(text):
    assert acts(text) == set()


def test_one_reply_does_several_things():
    assert acts("So sorry! The cable was cut at 9:40. I've credited your account with £5. Which flat are you in? ^Jo 1/2") == {"apology", "information", "action", "question", "compensation"}


def test_a_fact_beside_a_sending_elsewhere_only_leads_up_to_it_but_a_cause_does_not():
    assert acts("The order has two numbers. Please DM us the first.") == {"deflection"}
    assert acts("The order is late due to a strike. Please DM us the number.") == {"information", "deflection"}


def test_what_is_said_of_the_person_beside_an_apology_is_sympathy_and_of_the_matter_information():
    assert acts("So sorry. You must have been so tired of it all.") == {"apology"}
    assert acts("So sorry. The bridge is closed until the river falls.") == {"apology", "information"}


@pytest.mark.parametrize("text", ["a." * 2500, "1-" * 2500, "^a " * 1700, "we have " * 600, "sorry, " * 700, "i have been able to " * 250, "please " * 700, "(1/" * 1700, "a" * 5000, "http://" * 700, "0800 " * 1000])
def test_five_thousand_hostile_characters_are_read_at_once(text):
    begun = time.process_time()
    acts(text)
    assert time.process_time() - begun < 0.5
