"""What was done and what was solved, in whole classes of wording: three that are read beside three near ones that are not."""
import pytest

from models.conversation import Turn
from models.reply_acts import acts
from models.replies import kinds, outcome
from models.settled import is_settled, says_settled

DEEDS = {
    "what staff did": (["Our depot team rebooked your appointment for Monday.", "The branch manager has already refunded you.", "They were able to switch you to the earlier coach."],
                       ["Sorry to hear our staff moved your seats.", "Our team moved house.", "We understand the agent cancelled your booking."]),
    "what happened to the person": (["You've now been moved to the front row.", "We see you have been put on the later ferry.", "You are already rebooked for tonight."],
                                    ["Sorry that you've been moved.", "You have been a customer for years.", "You've been assigned to gate 9."]),
    "what happened to a thing of theirs": (["Your claim was approved on Friday.", "The refund was processed this morning.", "Your parcel has already been sent."],
                                           ["Your claim has not been approved.", "Once your parcel was delivered you could rate it.", "Your renewal date is linked to your contract."]),
    "what one has done": (["I have your order reissued.", "Got it emailed to you.", "We have two places reserved for you."],
                          ["We'd love to have your order reissued.", "If we had it emailed you would know.", "We have them located all over town."]),
    "a note": (["All set!", "All done.", "Done."], ["Well done!", "All aboard.", "All set?"]),
    "after a wish": (["It looks like ice, and we have rebooked you.", "Hope it helps, and we have refunded you.", "Seems like a fault but you have been moved to another room."],
                     ["We hope you have been rebooked.", "We'd like to see that you were refunded.", "We are sending you and your family well wishes."]),
}
SOLVED = {
    "closed": (["It's all been sorted, thanks", "An agent came and got us all fixed up", "They straightened it out"], ["It's all good, I read a book instead", "Hoping to get it sorted", "Need it straightened out"]),
    "worked": (["Worked!", "The app seems to be working again", "It finally went through"], ["Worked for a minute", "Will it go through?", "It never went through"]),
    "arrived": (["We got our parcel, thank you", "The laptop has been found, thanks", "My suitcase turned up today"], ["We got our parcel two weeks late", "They found it broken", "My suitcase turned up damaged"]),
    "there": (["Made my connection, thanks!", "We made it!", "They put us on the next train"], ["Made it home five hours late", "They refused to put us on the next train", "You made it clear"]),
    "able": (["I was able to book it, thank you", "Managed to reach someone, thanks", "Finally got through now"], ["I was able to book nothing", "I would have been able to book it", "I could manage to reach someone if you answered"]),
    "by somebody else": (["I changed it and it worked", "Sorted it with your shop", "Solved it myself"], ["I took another airline and it worked", "Sorted it with another provider", "Solved it by going elsewhere"]),
}


@pytest.mark.parametrize("words", DEEDS, ids=str)
def test_a_class_of_deeds_is_read_and_what_stands_near_is_not(words):
    read, near = DEEDS[words]
    assert [text for text in read if "action" not in acts(text)] == []
    assert [text for text in near if "action" in acts(text)] == []


@pytest.mark.parametrize("words", SOLVED, ids=str)
def test_a_class_of_solutions_is_read_and_what_stands_near_is_not(words):
    read, near = SOLVED[words]
    assert [text for text in read if not is_settled(text)] == []
    assert [text for text in near if is_settled(text)] == []


@pytest.mark.parametrize("asked, text", [("Did you manage to get it sorted?", "Yes, thanks"), ("Were our team able to help?", "They did!"), ("Do you still need help?", "No, but thank you"),
                                         ("Are you still having trouble?", "Nope, thanks for asking")])
def test_an_answer_to_whether_it_is_solved_may_be_one_word(asked, text):
    assert says_settled(asked, text)


@pytest.mark.parametrize("asked, text", [("Did you manage to get it sorted?", "Yes, but only after three hours"), ("Did you manage to get it sorted?", "No"), ("Are you able to tell us your number?", "Yes, 12"),
                                         ("Do you still need help?", "No"), ("Do you still need help?", "Yes please"), ("Is there anything else?", "No thanks")])
def test_other_answers_solve_nothing(asked, text):
    assert not says_settled(asked, text)


@pytest.mark.parametrize("last", ["Thanks!", "Love you guys", "It's all good", "Great, another apology", "Made it two hours late", "We got our bags", "Fixed? When?", "I hope it gets fixed", "Great job as always", "👍"])
def test_after_apologies_only_neither_thanks_nor_sarcasm_nor_hope_confirms(last):
    thread = [Turn(False, "Where is our bag, it was fixed to arrive on Monday"), Turn(True, "We're so sorry about this."), Turn(False, last)]
    assert outcome(thread, kinds(thread)) == "apologised only"
