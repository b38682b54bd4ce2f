"""Words that stand in complaints but must not name a topic: swearing and people's first names."""

_SWEARING = """
fuck shit crap bullshit bollock arse ass asshole arsehole bastard bitch damn bloody hell piss wank wanker twat dick cock cunt
idiot moron stupid sod bugger effing freaking frigging suck sucks scheiße scheiss kacke arsch verdammt putain merde
connard bordel mierda joder puta coño cabrón gilipollas
"""
_NAMES = """
adam ahmed aisha alan alex alice amanda amy ana andrea andrew andy angela anna anne anthony antonio ashley barbara ben bill
bob brian carlos carol caroline charles charlie charlotte chris christine claire colin craig dan daniel dave david
debbie deborah denise diane donna dorothy ed edward elena elizabeth ella emily emma eric eva fiona frank gareth gary george
gemma graham grace hannah harry heather helen henry ian isabel jack jackie jacob james jamie jan jane janet jason javier jean
jen jennifer jenny jessica jim jo joan joanne joe john jonathan jordan jose joseph josh juan judith julia julie karen kate
katie keith kelly ken kevin kim kyle laura lauren leah lee lewis liam linda lisa lucas lucy luis luke lynn maria marie martin
mary matt matthew megan melissa michael michelle miguel mike mohammed natalie natasha neil nick nicola nicole nigel nina
oliver olivia pam pamela patricia patrick paul paula pedro peter phil philip priya rachel ray rebecca richard rob robert
robin rosie ross ruth ryan sally sam samantha sandra sara sarah scott sean sharon sheila shaun simon sofia sophie stephanie
stephen steve steven stuart sue susan tanya terry thomas tim tina tom tony tracey tracy trevor victoria wendy will william
zoe klaus hans jürgen stefan andreas sabine petra ursula pierre jacques michel philippe isabelle nathalie françois
"""
SWEARING = frozenset(_SWEARING.split())
NAMES = frozenset(_NAMES.split()) - frozenset("bill will sue ray ed jan grace".split())  # words of complaints as well
