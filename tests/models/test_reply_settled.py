"""When a customer says that it is solved, and when that is taken back."""
import pytest

from models.settled import is_settled, is_unsettled


@pytest.mark.parametrize("text", [
    "It works now, thank you!", "All sorted, cheers", "Got my refund today.", "The engineer came and they fixed it.", "That worked!", "Back online, thanks", "Received my parcel today, thank you", "Was able to change the booking. Thanks!",
    "That did the trick", "My bag arrived safely", "Issue resolved", "It worked, but took a while", "Ya funciona, gracias", "Solucionado, muchas gracias", "Jetzt geht es wieder, danke", "Problem gelöst!", "Ça marche, merci", "Le problème est réglé.",
    "Ya ha llegado el pedido", "Mein Paket ist da, danke", "Le colis est arrivé, merci",
])
def test_it_is_solved(text):
    assert is_settled(text)


@pytest.mark.parametrize("text", [
    "Thanks", "Thank you for the quick answer", "It still doesn't work", "It's not fixed", "When will it be fixed?", "Is it sorted?", "I hope it gets resolved", "That didn't work", "If it works I'll tell you", "It worked for a minute, then died",
    "ok will try", "👍", "", "He made it clear that nobody cares", "Still waiting to have it resolved", "It was fixed, spoke too soon, it's down again", "No funciona", "Funktioniert nicht", "Ça ne marche pas",
    "Ya está bien de esperar", "Ya va la tercera vez que llamo", "Ya me cansé de esperar", "Niemand ist da", "Mein Paket ist nicht da", "Voilà ce qui m'est arrivé", "Le colis n'est pas arrivé", "Please get this sorted",
])
def test_thanks_doubts_wishes_and_questions_solve_nothing(text):
    assert not is_settled(text)


@pytest.mark.parametrize("text", ["Spoke too soon, it's down again", "It stopped working again", "Back to square one", "It has gone off again", "Same issue again this morning", "Doch wieder kaputt", "Otra vez igual", "De nouveau en panne"])
def test_it_is_taken_back(text):
    assert is_unsettled(text) and not is_settled(text)


@pytest.mark.parametrize("text", ["Still works, thanks", "Thanks again!", "", "Great"])
def test_a_thank_you_takes_nothing_back(text):
    assert not is_unsettled(text)
