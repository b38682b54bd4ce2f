"""How people tell of an earlier attempt in French; models.attempt_words says what each table is. "n'ai" is another word than "ai", so what
is denied mostly stands in none of the phrases."""
from models.attempt_words import AttemptWords

_HAVE = "j'ai/avons/ai/a/avait/j'avais/ont"
_TRIED = "essaie/essayé/essaye/essayer/tenté/tente/impossible/n'arrive/n'arrivons/réussi"
_SAID = "dit/disent/disait/répond/répondu/répondent/affirme/assure/assuré/renvoie/renvoyé/renvoient/explique/expliqué/raconte"
_MAIL = "mail/mails/email/emails/courriel/courriels/mèl"
_WROTE = "envoyé/envoyés/écrit/adressé/transmis/renvoyé"
_SHOP = "boutique/magasin/agence/guichet/comptoir"
_CASE = "réclamation/réclamations/plainte/demande/ticket/dossier/signalement"
_NTH = "deuxième/second/troisième/quatrième/cinquième/deux/trois/quatre/cinq/plusieurs/2/3/4/5/6"

FRENCH = AttemptWords(
    did={
        "phone": f"""
{_HAVE} … appelé/téléphoné/rappelé, j'appelle depuis/tous/encore/et, je rappelle, {_TRIED} … appeler/téléphoner/joindre, dû … appeler/rappeler
après/fois … appel/appels, {_NTH} appels, passé … appels
""",
        "email": f"{_WROTE} … {_MAIL}, {_NTH} {_MAIL}, par {_MAIL}, mes/mon {_MAIL}",
        "chat": "sur/par/via/avec le/votre/un chat/tchat, tchatté, chatté",
        "message": f"{_WROTE} … mp/dm/messages/message/whatsapp, en mp/dm/privé, par message/whatsapp, message privé",
        "in person": f"""
allé/allée/allés/passé/passée/rendu/rendue/déplacé/déplacée … {_SHOP}, en/au {_SHOP}, demandé … {_SHOP}/personnel/hôtesse, sur place
""",
        "website": """
rempli … formulaire/site/ligne, formulaire … rempli/envoyé, fait … site/ligne, sur le/votre site … essayé/tenté, essayé/tenté … site/ligne/internet
""",
        "app": "essayé/tenté … appli/application",
        "letter": f"{_WROTE} … lettre/courrier/recommandé/lettres/courriers, par courrier/lettre/recommandé, lettre recommandée, accusé de réception",
        "public": "tweeté, mon/mes précédent/précédents/dernier/derniers tweet/tweets, deuxième/troisième tweet",
        "unclear": f"""
{_HAVE} … contacté/réclamé/signalé, écrit/écris … fois, {_CASE} … {_WROTE}/faite/déposée/ouvert/ouverte/faites, fait/déposé/ouvert/envoyé … {_CASE}
parlé … conseiller/conseillère/quelqu'un/service/personne, me suis plaint/plainte, {_TRIED} … contacter
""",
    },
    met={
        "phone": """
minutes/heure/heures d'attente, minutes/heure/heures en attente, au téléphone, par téléphone, raccroché, raccroche, raccrochent, le/votre/au standard
hotline, musique d'attente, injoignable, injoignables, répondeur, la ligne coupe, appel coupé/interrompu, centre d'appel/d'appels
personne … décroche/téléphone, ne décroche/décrochent, devait/devaient/devais me/nous/être rappeler/rappelé/rappelée, promis … rappeler/rappel/appeler
jamais rappelé/rappelée, attends … appel, toujours pas rappelé
""",
        "email": f"{_MAIL} … sans réponse/restés, aucune réponse … {_MAIL}, réponse … {_MAIL}",
        "chat": "chatbot, votre bot, chat … fermé/coupé/raccroche/ferme, conversation fermée",
        "unclear": f"""
on m'a/nous dit/conseillé/promis/répondu/assuré/expliqué/affirmé/répété, on me/nous dit/répond/répète/demande
m'a/m'ont/m'avait dit/répondu/assuré/promis/conseillé, conseiller/conseillère/conseillers m'a/m'avait/me/nous/il/dit/disait/répond
{_CASE}/tickets … fermé/fermés/fermée/clos/clôturé/clôturés, réponse … {_CASE}, {_CASE} … sans réponse/réponse
""",
    },
    near={
        "in person": f"vendeur/vendeuse/employé/employée/hôtesse/la/votre {_SHOP}/du/de",
        "unclear": "service client/clients/clientèle, conseiller, conseillère, sav, le support",
    },
    owed={"email": f"répond*/répondez/répondre … {_MAIL}", "unclear": f"répond*/répondre … {_CASE}"},
    innocent="code envoyé, mail parti/envoyé sur/à, clt raccroche/appelle, s'appelle, qu'on appelle, ce que j'appelle, au téléphone fixe",
    exchange=f"{_SAID}, refuse, refusé, refusent, incapable*, ne peut/peuvent/veut/veulent",
    failures={
        "waiting": "en attente, attends, attendu, attente, minutes/heures/heure … attente/attendre/téléphone, toujours/j'attends",
        "no answer": """
aucune réponse/nouvelle, pas … réponse/répondu, sans réponse, personne … répond/décroche, jamais … répondu/réponse, ignoré, ignorés, injoignable*
sans nouvelles, toujours rien, ne répond/répondent/décroche/décrochent
""",
        "cut off": "raccroché, raccroche, raccrochent, coupé, coupe, coupée, interrompu, fermé",
        "sent on": """
renvoie/renvoyé/renvoient/renvoyée, redirigé*, balade, baladé, transféré*, rejettent la balle, service en service, tourner en rond
m'envoie/m'envoient/m'envoyer
""",
        "refused": "refuse, refusé, refusent, rejeté, rejetée, ne veut/veulent … rien/pas",
        "promise broken": "promis, devait/devaient, promesse*, jamais rappelé/rappelée, toujours pas rappelé",
        "wrong": "menti, ment, mensonge*, fausse/fausses/faux, contradictoire*, chacun … autre",
        "no help": "inutile, inutiles, incapable*, aucune aide/solution, n'ont/n'a … rien/pas, sans succès, en vain, sert à rien",
    },
    unreal="""
dois/puis/peut/peux/pourrais/devrais/vais/vas je/on, je vais/dois/peux/veux/voudrais/compte, on va, est ce que, faut il, il faut
si j'appelle/j'écris/je/on/vous, j'aimerais, où/comment puis, merci de, pouvez vous, vais appeler/écrire
""",
    ours="je j'ai on nous mari femme mère père fils fille",
    theirs="avez ils elle elles qui être été",
    denials="pas jamais sans n'ai n'a n'avons",
)
