"""Words that carry no topic, in the four languages complaints come in here.

Our own short lists: the well-known English ones also drop "call", "bill" and "system",
which are exactly what people complain about.
"""

ENGLISH = """
a about after again ago all almost already also am an and another any anymore anyone anything are aren't as at away
be became because been before being both but by can can't cannot could couldn't did didn't do does doesn't doing don't
done each either else enough even ever every everyone everything few for from further get gets getting give given go
goes going gone got gotten had hadn't has hasn't have haven't having he her here hers him his how i i'd i'll i'm i've
if in into is isn't it it'd it'll it's its itself just keep kept know let let's like lot made make makes making many
may maybe me might mine more most much must my myself need never no nobody none nor not nothing now of off oh ok okay
on once one only onto or other our ours out over own people perhaps please put quite rather re really right said same
say saying says see seem seems she should shouldn't since so some someone something still such sure take taken takes
taking tell than thank thanks that that's the their theirs them then there there's these they they'd they'll they're
they've thing things think this those though through thru till to today told too took try trying two u under until up
upon ur us use used very want wanted was wasn't way we we'd we'll we're we've well went were weren't what what's when
where which while who who's whom whose why will with within without won't would wouldn't yes yet you you'd you'll
you're you've your yours yourself
im ive id ill dont doesnt didnt cant couldnt wont wouldnt isnt wasnt arent havent hasnt thats whats youre theyre its
amp rt via lol omg wtf gonna wanna gotta lets yall y'all pls plz thx btw smh etc eg ie vs
day days hour hours hrs hr minute minutes mins min week weeks month months year years time times morning night
tonight tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday
cust customer adv advised re c/b w/o acct
"""

SPANISH = """
a al algo algunos ante antes asi así aun aún aunque cada como con cual cuando de del desde donde dos e el él ella ellos en
entre era es esa ese eso esta está estan están este esto estos estoy fue ha hace hacer han hasta hay he hola la las le
les lo los mas más me mi mis mucho muy nada ni no nos o os otra otro para pero por porque puede pues que qué se sea
ser si sí sido sin sobre solo sólo son soy su sus también tan tengo tiene tienen todo todos tras tu un una uno unos
vez y ya yo días dias horas semanas hoy gracias
"""

GERMAN = """
ab aber alle allem alles als also am an auch auf aus bei beim bin bis bitte da damit dann das dass dein dem den denn
der des die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas
euch euer für gar gegen haben hab habe hat hatte heute hier ich ihr ihre im immer in ins ist ja jede jeden jetzt kann
kein keine keinen man mehr mein meine meinem meinen meiner mich mir mit nach nicht nichts noch nun nur ob oder ohne
schon sehr sein seine seit sich sie sind so soll um und uns unser unter vom von vor war was weil wenn wer werden wie
wieder wir wird wo wurde zu zum zur tage tagen stunden wochen danke hallo
"""

FRENCH = """
a ai au aucun aucune aussi autre aux avec avoir bon bonjour c'est ça car ce cela ces cet cette chez comme d'un d'une
dans de depuis des deux donc du elle en encore est et était être eu fait faire fois il ils j'ai je jamais jour jours
l'on la le les leur lui ma mais me même mes moi mois mon n'a n'ai n'est ne ni non nos notre nous on ont ou où par pas
peu peut plus pour pourquoi qu'il qu'on quand que qui rien s'est sa sans se ses si son sont suis sur ta te toujours
tous tout toute très tu un une vos votre vous y heures semaines aujourd'hui merci svp
"""

STOPWORDS = frozenset(" ".join((ENGLISH, SPANISH, GERMAN, FRENCH)).split())
ENGLISH_WORDS = frozenset(ENGLISH.split())
LANGUAGE_WORDS = STOPWORDS - ENGLISH_WORDS  # they tell the language of a text, not its topic
FUNCTION_WORDS = STOPWORDS - frozenset("""
hour hours day days week weeks month months minute minutes morning night give given keep let make made need put
said say take tell told try want way well went people right sure lot today tonight tomorrow yesterday monday tuesday
wednesday thursday friday saturday sunday
""".split())  # a label may not open or close with them
