"""The words by which companies send somebody elsewhere, by where to: our own lists, in English, Spanish, German and French. Read as models.reply_words."""

TO_A_MESSAGE = """
dm us/me/it/them/your/the/a/with/for/and/so, dm'd, send/sending/drop/pop/shoot/slide/give/follow … dm, follow and/us/me
via/by/over/in/through/into/our/a/your/please/kindly/and/then dm, us a dm
direct message, direct messages, directly message, private message, private messages, privately message, pm us/me, message us/me, inbox us, message button
tap the envelope
escribenos, escribanos, mandanos, enviar/enviarnos/envianos/enviame/envienos/mandar …, mensaje/mensajes directo/directos/privado/privados
por dm/md/privado/interno
direktnachricht, privatnachricht, private nachricht, privaten nachricht, per/via/als dm/pn/direktnachricht/chat, dm an/mit
schreib/schreibe/schreiben … uns/mir/sie/dm, schick/schicke/schicken/sende/senden … uns/mir/dm
message prive, messages prives, en mp, en dm, par mp/dm, ecrivez nous, envoyez nous
"""

TO_THE_PHONE = """
call/calling/ring/ringing/phone/dial/dialing/telephone us/our/the/them/#phone/back/customer/reservations/in/your/or/once/a
please/kindly/then/just/also/simply call/ring/phone
giving/give us/them/our/reservations/customer/me … call/ring/bell/shout, a bell, by telephone/phone, on/over the phone, at #phone
llamanos, llamenos, llama/llame/llamar/llamando a/al, por telefono
ruf/rufe/rufen …, rufnummer, hotline, per/via telefon
appeler/appelez/appelle …, par telephone
"""

TO_SOMEBODY = """
contact/contacting us/our/the/them/customer/your/reservations/any/#handle/#mail/#phone/#link/their/a/an/one/directly, please contact
you … to contact/call/email/reach/speak, contact/call/email … directly
get/getting/be in touch with, get/getting ahold/hold of, touch base, reach/reaching out to/and/directly, reach us/them/our/out, reach back out
speak/speaking to/with/directly, talk/talking to/with
check/checking in with, check/checking/inquire/enquire/verify/consult/confirm with, consult your/the/our, work/working/worked directly/with
go/going through, directly through/with, seek advice, advice from, refer to
suggest/recommend/recommended/advise calling/contacting/emailing/reaching/speaking/checking/visiting/asking
recommend/suggest you call/contact/email/reach/speak/check/visit/ask, apply to, request/requested/apply/claim through/via
ask a/an/the/our/your/one/any/for
see/find/visit/approach/alert/notify/tell/inform/advise/flag … agent/agents/crew/staff/attendant/attendants/representative/desk/counter/crewmember/rep/office/team
best placed, best person/people/team to, are/is handled by, would be one for, one for our, directed to, raised with, will need to advise
contacta/contacte/contactar/contactanos/contactenos, ponte/pongase en contacto, dirigete, dirijase, acude, acuda, atencion al cliente
melde/melden dich/sie, bei uns melden, wende/wenden dich/sie/euch, kontaktier*, contacter/contactez/contacte …, joindre notre/nos, rapprocher de
adressez vous, vous adresser
"""

TO_A_LETTER = """
email/mail us/our/the/them/your/it/#mail/#handle, e mail us/our/the, email back, send … email/mail, send it to, reply to that/the/your … email/mail
by/through email/mail, at/to/via/on #mail
write/writing to/us/in/there, put … in writing, may write, by text or, post the/your
per/via mail/email, par mail/email/courrier/mel, ecrire a
"""

TO_A_PAGE = """
#link, visit/visiting our/us/the/your/#handle, go/head/click/log to/on/over/onto/into/here #handle, see/visit/via/through/at/link/here/check #handle
click/clicking here/on/the/this, see/find/read … here
link below, below link, following link, this link, link here, via/use the link, details below, number below, help page/pages/centre/center, restart guide
guide at/on, check/see/on the status, on the/our … page
our/the chat, in the chat, live/web chat, webchat, chat in/with, try/trying our/the chat/app/website/site, app or
in/inside/via/through the/our/my/your app/portal, in the … app, community forum, post them in, post in the/our
visita/visite …, en el enlace, en este/nuestro enlace/web, consulta/consulte/consultar …, unter folgendem link, unter diesem link, findest/finden du/sie
besuch/besuche/besuchen …
rendez vous sur, via le lien, sur le lien, ce lien, consulter/consultez …
"""

TO_A_FORM = """
fill/filling/complete/completing/submit/submitting/use/using … form, fill out/in the/a/our/your/this, form at/on/here/and, web/online/contact form
use/complete/in/on/through the/our/your/that … form, form is to be
raise/raised/submitted/open/file/filing/lodge/log/start/make/submit/submitting a/the/your/through/via/an … claim/complaint/report/ticket/case/request/feedback
report it/this/the/your/a/them to/with/via/at, are reported/raised via
submit your/a/the/it, submit feedback, rellena/rellene/rellenar …, formulario, per/via formular, kontaktformular, online formular, formular, formulaire
remplir/remplissez …
"""

TO_A_PLACE = """
stop by, head over/to, swing by, come to, pop into/in/to, proceed to the, return to the, in a/your local shop/store/branch, rendre en boutique/agence
"""

LISTS = (TO_A_MESSAGE, TO_THE_PHONE, TO_SOMEBODY, TO_A_LETTER, TO_A_PAGE, TO_A_FORM, TO_A_PLACE)

# Who is reached is the customer: the company comes, nobody is sent.
COMING = """
contact/contacting/call/calling/reach/message/dm/email/update you, reach/reaching out to you, touch with you, speak with/to you, with you on
directly with you, thank/thanks/appreciate/glad …, able to assist/help
am/are/is/be/been/still/currently checking with/in, let us know, let me know, they call us
appreciate/thanks/thank/for you/your filing/working/contacting/calling/reaching/speaking/letting/checking/visiting/talking/sending
when/while/after/from/in/since/before speaking/calling/contacting/talking/visiting/reaching, your time on the, time on the phone, feel free to tweet
advised/told/spoke/given/quoted/informed/spoken/done over/on the, spoke/spoken/talked/talking/speaking … on the phone, form of payment/identification
ask our customers/guests/passengers, you put on the, call back option/request/feature, is/are working/continuing with/to
go/going through the/a … process/security/checks, difficulty/difficulties/trouble/problems/issues contacting/reaching/calling/speaking
through security, our mechanics, not have to call/contact/email/phone/visit, send/sent/sending you a direct/private
ask/asking for your patience/understanding/continued, send/sent/sending/sends you, hold/ahold of you, see the status
our customers/diamond/members know, get back to them
"""
