"""Words by which people tell of a failure, judge, thank, ask or advertise: our own lists, in four languages.

A line with commas holds phrases of up to three words; any other line holds single words. Inflections need no
entry of their own: both sides are folded (models.words.fold).
"""

FAILURE = """
broke broken break fail failed failure fault faulty crash crashed frozen freeze freezes stuck down outage delay delayed late overdue
cancelled cancellation missed missing miss lost lose losing stolen damaged ruined wrong error mistake mess problem issue trouble unable
impossible refused refuse denied ignored ignore overcharged disconnected bumped stranded leaked leaking expired rejected declined blocked
dead slow useless unusable nobody misleading misled lied lie lying rude unhelpful dirty filthy cold smell complaint complain victim scam
fraud unauthorised unauthorized fee closed short
charged twice, hung up, hangs up, hanging up, cut off, cuts off, kicked off, locked out, out of order, out of stock, no show, never came
never arrived, never turned up, no reply, no response, no answer, no one, fell through, gave up, given up, fed up, not working, doesn't work
won't work, won't load, won't open, stopped working, still waiting, still no, still not, still nothing, no luck, no signal, no internet
sit on, sitting on, sat on, stuck on, stuck in, left behind, turned away, passed around, in circles, run around, on hold, hold music
shut down, hidden fee, extra charge, broken promise, on the tarmac, at the gate
averia avería roto rota perdido perdida retraso retrasado cancelado cancelada tarde error mal caído nadie cobrado estafa queja reclamación
colgado espera esperando
sin servicio, no funciona, no llega, no contestan, no responde, no puedo
kaputt defekt ausfall ausgefallen verspätet verspätung verloren falsch fehler störung niemand warte warten warteschleife abgesagt storniert
fehlt beschwerde doppelt abgebucht
geht nicht, funktioniert nicht, kommt nicht, keine antwort, geht nichts
panne cassé perdu perdue retard annulé annulée erreur bloqué bloquée coupé coupée attends attente réclamation arnaque prélevé débité
marche pas, marche plus, fonctionne pas, fonctionne plus, en panne, répond pas, pas reçu
"""

VERDICT = """
worst terrible awful horrible horrendous disgusting disgrace disgraceful ridiculous pathetic unacceptable appalling atrocious joke shambles
shame shameful shocking bad poor poorly worse suck hate angry annoyed annoying frustrated frustrating frustration disappointed disappointing
disappointment unhappy upset furious livid outrageous incompetent incompetence clueless nightmare hell crap rubbish garbage trash stupid sick
tired insane absurd unbelievable inexcusable unprofessional greedy thieves robbery ripoff wtf smh ffs ugh argh seriously lousy
rip off, waste of, fix it, fix this, sort it, sort this, get it together, never again, last time, not good enough, do better, not happy
not impressed, not acceptable, zero stars, one star, no excuse, how hard, are you kidding, sick of
pésimo pésima fatal vergüenza horrible peor indignante inaceptable harta harto desastre timo ladrones asco
schlecht schlimm unverschämt frechheit katastrophe enttäuscht sauer peinlich zumutung saftladen lächerlich mies ärgerlich
nie wieder, reicht es
nul nulle honte honteux scandaleux inadmissible lamentable marre déçu déçue catastrophe pire voleurs inacceptable
jamais vu, ras le bol
"""

DENIAL = """
not no never nothing none neither nor nobody nowhere without cannot can't cant won't wont don't dont doesn't doesnt didn't didnt isn't isnt
wasn't wasnt aren't weren't haven't havent hasn't hasnt hadn't couldn't couldnt wouldn't wouldnt shouldn't ain't
nunca nada sin ningún ninguna tampoco jamás
nicht kein keine keinen keiner nie nichts ohne weder
pas jamais rien aucun aucune sans n'est n'ai n'a
"""

WAITING = """
wait waiting waited hold hour hours hrs hr min mins minutes weeks months since still yet again another third fourth fifth times twice overnight
todavía aún horas semanas meses
stunden wochen monate monaten seit
depuis encore toujours heures semaines mois
otra vez, immer noch, schon wieder
"""

DEMAND = """
refund compensate compensation reimburse owe owed escalate supervisor ombudsman regulator lawyer court
money back, leaving you, switching to, never fly, never use, never buy, need help, need my, where is my, where's my, where are my
real person, actual person, a human, human being, speak to, talk to someone, customer service
charge me, charging me, told me, told us, answer your, answer the phone, pick up the, get through
devolución reembolso devolver exijo solución
erstattung rückerstattung antwort lösung
remboursement rembourser réponse
"""

PRAISE = """
great good excellent amazing awesome love lovely best brilliant fantastic wonderful perfect nice helpful friendly kind quick quickly fast
happy pleased impressed superb outstanding beautiful favourite favorite enjoy enjoyed glad recommend star hero legend congrats
congratulations smooth easy cool fun sweet delicious yay woohoo wow rock classy kudos props excited
well done, shout out, above and beyond, made my day, hats off, fair play, can't fault, worth every, five stars, spot on, top notch
looking forward, can't wait, cant wait, so excited
genial excelente estupendo encantado encantada maravilla perfecto rápido amable buen buena bueno felicidades enhorabuena mejor
super toll klasse prima perfekt freundlich schnell zufrieden begeistert großartig spitze lob gut top beste
parfait génial excellent bravo rapide gentil gentille ravi ravie efficace sympa aimable impeccable content contente merveilleux
"""

THANKS = """
thank thanks thankyou thx ty tysm cheers appreciate grateful gracias danke dank merci remercie
"""

SOLVED = """
sorted fixed solved resolved solucionado arreglado resuelto gelöst klappt behoben résolu réglé réparé remarche
working again, back up, all good, got it, received it, came through, works now, found it, it worked
"""

ASKING = """
anyone anybody possible allowed puedo cuál tienen aceptan gibt habt wann welche quand quel quelle combien
do you, does the, does your, can i, can you, could you, is it, is there, are you, are there, will you, what is, what's the, what time
how do, how much, how can i, which one, when does, when do, hay alguna, cómo puedo, kann ich, kann man, gibt es, est-ce que, peut on
puis je, avez vous
"""

WHY = """
why warum wieso weshalb pourquoi porqué
how come, how long, how many times, how is it, when will, what is going, what's going on, where is, where's, who do i, is anyone
por qué, hasta cuándo, wie lange, wann kommt, combien de temps
"""

PROMOTION = """
win giveaway sale discount offer deal code webinar podcast download hiring blog launch announce announced report shares revenue
quarter partnership unveils ceo raffle sponsored tickets via breaking
sorteo descuento oferta rabatt gewinnspiel kostenlos angebot concours promo réduction soldes
off all, follow back, link in, join us, book now, shop now, dm me, check out, tune in, sign up
"""

LISTS = {"failure": FAILURE, "verdict": VERDICT, "denial": DENIAL, "waiting": WAITING, "demand": DEMAND, "praise": PRAISE,
         "thanks": THANKS, "solved": SOLVED, "asking": ASKING, "why": WHY, "promotion": PROMOTION}


def entries(block: str) -> list[str]:
    """The words and phrases of a list as they are written there."""
    lines = block.strip().splitlines()
    return [piece.strip() for line in lines for piece in (line.split(",") if "," in line else line.split())]
