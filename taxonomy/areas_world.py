"""Countries and foreign places, as far as needed to keep them out of the US states.

Codes are ISO 3166 alpha-2. Names that also are US states or common US cities are settled in `areas_segment`.
"""

_COUNTRY_LINES = """
AE united arab emirates,uae,dubai,abu dhabi
AF afghanistan,kabul
AL albania
AR argentina,buenos aires
AT austria,vienna
AU australia,sydney,brisbane,perth,canberra,adelaide,new south wales,queensland
BA bosnia and herzegovina,bosnia
BD bangladesh,dhaka
BE belgium,brussels,brussel,bruxelles
BG bulgaria,sofia
BH bahrain,manama
BO bolivia
BR brazil,brasil,sao paulo,rio de janeiro,brasilia
BS bahamas,the bahamas
BY belarus,minsk
CA canada,toronto,montreal,calgary,ottawa,vancouver bc,winnipeg,mississauga,quebec,british columbia,alberta
CA saskatchewan,manitoba,nova scotia,new brunswick,ontario canada
CH switzerland,zurich,geneva,lausanne,basel
CL chile
CN china,beijing,shanghai,shenzhen,guangzhou,hong kong,peoples republic of china
CO colombia,bogota,medellin
CR costa rica
CU havana
CY cyprus
CZ czech republic,czechia,prague,brno
DE germany,deutschland,berlin germany,munich,frankfurt,frankfurt on main,frankfurt am main,hamburg germany
DE dusseldorf,stuttgart germany
DJ djibouti
DK denmark,copenhagen
DO dominican republic,santo domingo
EC ecuador,quito
EE estonia,tallinn
EG egypt,cairo egypt
ES spain,espana,madrid,barcelona
ET ethiopia,addis ababa
FI finland,helsinki
FR france,marseille,toulouse
GB united kingdom,uk,great britain,england,scotland,wales,northern ireland,london,edinburgh,greater london
GB leeds
GE tbilisi
GH ghana,accra
GR greece
GT guatemala
HK hong kong sar
HN honduras
HR croatia,zagreb
HU hungary,budapest
ID indonesia,jakarta
IE ireland,republic of ireland
IL israel,tel aviv,tel aviv yafo,haifa,jerusalem,herzliya
IN india,bangalore,bengaluru,hyderabad,pune,chennai,mumbai,new delhi,gurgaon,gurugram,noida,karnataka
IN kolkata
IQ iraq,baghdad
IS iceland,reykjavik
IT italy,italia,milan italy,vicenza,aviano,naples italy,rome italy
JM jamaica
JO amman
JP japan,tokyo,osaka,okinawa,yokosuka,sasebo,misawa,iwakuni,yokota
KE kenya,nairobi
KR south korea,korea,republic of korea,seoul,pyeongtaek,osan
KW kuwait,kuwait city
KZ kazakhstan
LB beirut
LK sri lanka,colombo
LT lithuania,vilnius
LU luxembourg
LV latvia,riga
MA morocco,casablanca
MH marshall islands,kwajalein
MT malta
MU mauritius
MX mexico,mexico city,ciudad de mexico,guadalajara,monterrey,tijuana
MY malaysia,kuala lumpur
NG nigeria,lagos,abuja
NI nicaragua
NL netherlands,the netherlands,holland netherlands,amsterdam netherlands,rotterdam netherlands,utrecht
NO norway,oslo
NP nepal,kathmandu
NZ new zealand,auckland,wellington new zealand,christchurch
OM oman
PA panama
PE lima peru
PH philippines,manila,makati,cebu
PK pakistan,karachi,lahore,islamabad
PL poland,warsaw poland,krakow,wroclaw,gdansk
PT portugal,lisbon portugal,lisboa
PY paraguay
QA qatar,doha
RO romania,bucharest
RS serbia,belgrade
RU russia,russian federation,saint petersburg russia
RW rwanda,kigali
SA saudi arabia,riyadh,jeddah
SE sweden,stockholm
SG singapore
SI slovenia,ljubljana
SK slovakia,bratislava
SN senegal,dakar
SV el salvador
TH thailand,bangkok
TN tunisia
TR turkey,turkiye,istanbul,ankara
TT trinidad and tobago
TW taiwan,taipei
TZ tanzania
UA ukraine,kyiv,kiev
UG uganda,kampala
UY uruguay,montevideo
UZ uzbekistan
VE venezuela,caracas
VN vietnam,hanoi,ho chi minh city
ZA south africa,johannesburg,cape town
ZM zambia
ZW zimbabwe
"""
# Countries whose names are US places too: taken as countries only as the last part of several.
_SHARED_NAMES = {
    "cuba": "CU",
    "georgia": "GE",
    "jordan": "JO",
    "lebanon": "LB",
    "peru": "PE",
    "paris france": "FR",
}
_UNITED_STATES = (
    "us",
    "usa",
    "u s",
    "u s a",
    "united states",
    "united states of america",
    "the united states",
    "america",
    "estados unidos",
    "us usa",
    "the us",
    "the usa",
    "the u s",
)
# Cities that share a name with small US places; decisive only together with a code such as "IN" or "DE".
_FOREIGN_CITIES = {
    "berlin": "DE",
    "hamburg": "DE",
    "munich": "DE",
    "bangalore": "IN",
    "bengaluru": "IN",
    "hyderabad": "IN",
    "pune": "IN",
    "chennai": "IN",
    "mumbai": "IN",
    "gurgaon": "IN",
    "noida": "IN",
    "tel aviv": "IL",
    "haifa": "IL",
    "jerusalem": "IL",
    "toronto": "CA",
    "montreal": "CA",
    "vancouver": "CA",
    "calgary": "CA",
    "ottawa": "CA",
    "bogota": "CO",
    "medellin": "CO",
    "casablanca": "MA",
    "rabat": "MA",
    "buenos aires": "AR",
    "panama city": "PA",
    "kathmandu": "NP",
    "tunis": "TN",
    "jakarta": "ID",
}
CANADIAN_PROVINCES = frozenset({"ab", "bc", "mb", "nb", "ns", "nt", "nu", "on", "pe", "qc", "sk", "yt"})
_OTHER_CODES = """
AM AO AZ BB BM BN BW BZ CI CM DZ GI GU IM IR JE KH LA LR
LY MC MD ME MG MK MM MN MO MW MZ NA PF PR PS SD SY US YE
"""
ISO_CODES = frozenset(line[:2] for line in _COUNTRY_LINES.strip().splitlines()) | set(_OTHER_CODES.split())

COUNTRIES: dict[str, str] = {
    name: line[:2] for line in _COUNTRY_LINES.strip().splitlines() for name in line[3:].split(",")
} | dict.fromkeys(_UNITED_STATES, "US")
SHARED_COUNTRY_NAMES: dict[str, str] = _SHARED_NAMES
FOREIGN_CITIES: dict[str, str] = _FOREIGN_CITIES
