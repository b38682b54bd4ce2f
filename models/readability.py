"""How well a stretch of words reads as a name: it says what happened, in few words."""
import re

VERB = 1.35           # with a verb or a denial it says what went wrong
LENGTH = {2: 0.69, 3: 0.93, 4: 1.0, 5: 1.0, 6: 0.95, 7: 0.88}
PERSON = 0.88         # each "I", "you", "my": somebody's own story
HEARSAY = 0.75        # "can see", "says that": around the failure, not the failure
PLACE = 0.8           # "on the plane" says where, not what
FAILURE = 1.4         # it names what is wrong
_FAILS = re.compile(r"^(?:n(?:o|ot|ever|obody|one|othing)|without|can't|cannot|cant|wo?n'?t|\w+n't|still|twice|wrong|late|dead|down|off|out|rude|"
                    r"(?:crash|froz|freez|delay|cancell?ed|declin|fail|los[te]|miss|brok|break|stuck|stole|charg|overcharg|reject|block|drop|refus|"
                    r"ignor|damag|disconnect|worst|terribl|slow|hung|hang|nicht|kein|sin|pas|nunca|nie)\w*)$")
_PERSONAL = frozenset("i i'm i've i'd you you've your he she my me we we've our us her his him ich mein meine je j'ai mon ma yo mi".split())
ARTICLES = frozenset("a an the my our your their der die das le la les el los las un una ein eine".split())
_AROUND = frozenset("can could will would might says say said saying told asked tells see did".split())
_HAVE = frozenset("have has had".split())
_DENIED = frozenset("no not never nobody none nothing without can't cannot cant won't wont kein keine keinen nicht nie nichts sin nada pas "
                    "jamais aucun aucune rien plus ohne".split())
_VERBS = frozenset("""
is are was were keeps keep kept has had have does did do gets got get went goes gone came come comes says said took takes
take sent sends send paid pay lost lose broke broken breaks stuck hung hangs hang cut cuts stole stolen sold told fell rang
ring bought charges crashes crash freezes freeze froze frozen drops drop stops stop fails fail works work ends rose rises
left leave leaves shut refuses loops loops show shows open opens arrive arrives load loads log sign reset cancel activate
change verify link top find receive transfer exchange order ist sind war kommt kam geht funktioniert steht wurde wird
bekomme hat est sont était marche fonctionne répond arrive es está funciona llega han cobrado llegó reçu
""".split())
_ENDING = re.compile(r"[^\W_]{2,}(?:ed|ing)$|n't$")


def readability(words: tuple[str, ...]) -> float:
    """0-1.9, higher reads better as a label. words: lower case, two or more."""
    loose = words[1] in ARTICLES and (words[0].startswith("cancel") or not _says(words[0]))  # "bank the refund"
    owned = any(word in _HAVE and after in ARTICLES for word, after in zip(words, words[1:]))  # "never had a TV box"
    aside = HEARSAY ** (sum(word in _AROUND for word in words) + loose + owned)
    where = aside * (PLACE if words[0] == "on" and words[1] != "hold" else 1)
    says = (FAILURE if is_failure(words) else 1) * (VERB if any(map(_says, words)) else 1)
    return says * where * LENGTH.get(len(words), 0.5) * PERSON ** sum(word in _PERSONAL for word in words)


def is_failure(words: tuple[str, ...]) -> bool:
    """Does it name what is wrong: a denial, "declined", "stuck", "twice"?"""
    return any(_FAILS.match(word) for word in words)


def _says(word: str) -> bool:
    return word in _DENIED or word in _VERBS or bool(_ENDING.search(word))
