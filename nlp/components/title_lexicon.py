"""Abbreviations and Spanish words of US job titles, spelt out. Written by us; sorted."""

from typing import Final

_ABBREVIATIONS = """
acct: account accounting
acctg: accounting
accts: accounts
adj: adjunct
admin: administrative administrator
adon: assistant director of nursing
ae: account executive
ai: artificial intelligence
ap: accounts payable
aprn: advanced practice registered nurse practitioner
ar: accounts receivable
arnp: advanced registered nurse practitioner
asm: assistant store manager
assoc: associate
asst: assistant
atty: attorney
aux: auxiliary
bcba: board certified behavior analyst
bdr: business development representative
bh: behavioral health
bi: business intelligence
bldg: building
bsn: registered nurse
cdl: commercial truck driver
ceo: chief executive officer
cfo: chief financial officer
chha: home health aide
cio: chief information officer
cls: clinical laboratory scientist
cma: medical assistant
cmo: chief marketing officer
cna: certified nursing assistant
cnc: computer numerical control machinist
coo: chief operating officer
coord: coordinator
cota: occupational therapy assistant
cpa: accountant
cpht: pharmacy technician
crna: nurse anesthetist
crnp: nurse practitioner
csr: customer service representative
cst: surgical technologist
ct: computed tomography technologist
cto: chief technology officer
cust: customer
dba: database administrator
dept: department
dev: developer
devops: development operations engineer
dir: director
don: director of nursing
dsp: direct support professional
dvm: veterinarian
ea: executive assistant
ed: education emergency
ekg: electrocardiogram technician
emt: emergency medical technician
eng: engineer
engr: engineer
er: emergency room
esl: english as second language
evs: environmental services housekeeping
exec: executive
fnp: family nurse practitioner
fp: financial planning
gc: general contractor
gis: geographic information systems
gm: general manager
govt: government
hha: home health aide
him: health information management
hr: human resources
hrbp: human resources business partner
hs: high school
hse: health safety environment
hvac: heating air conditioning
icu: intensive care unit
infosec: information security
instr: instructor
it: information technology
jr: junior
lcsw: licensed clinical social worker
lmft: marriage family therapist
lmsw: social worker
lpc: licensed professional counselor
lpn: licensed practical nurse
lvn: licensed vocational nurse
maint: maintenance
mech: mechanic
med: medical
mfg: manufacturing
mgmt: management
mgr: manager
mha: mental health aide
mktg: marketing
ml: machine learning
mlt: medical laboratory technician
mri: magnetic resonance imaging technologist
mt: medical technologist
net: network
nicu: neonatal intensive care unit
np: nurse practitioner
ob: obstetric
ofc: office
ops: operations
ot: occupational therapist
otr: over the road truck driver
pa: physician assistant
pacu: post anesthesia care unit
para: paraprofessional teacher aide
pca: personal care aide
pct: patient care technician
phd: research
plc: programmable logic controller
pm: project manager
pmhnp: psychiatric nurse practitioner
pmp: project manager
pr: public relations
prof: professor
prog: program
psr: patient service representative
psw: personal support worker
pt: physical therapist
pta: physical therapist assistant
qa: quality assurance
qc: quality control
qmhp: mental health professional
rbt: registered behavior technician
rd: registered dietitian
rda: dental assistant
rdh: dental hygienist
rep: representative
reps: representatives
rn: registered nurse
rnfa: registered nurse
rpa: robotic process automation
rrt: respiratory therapist
rt: respiratory therapist
rv: recreational vehicle
sdet: software quality tester
sde: software engineer developer
sdr: sales development representative
secy: secretary
seo: search engine optimization
sec: secretary
slp: speech language pathologist
spec: specialist
sped: special education
sqa: software quality assurance
sr: senior
sre: site reliability engineer
stna: nursing assistant
supt: superintendent
supv: supervisor
svc: service
svcs: services
swe: software engineer
sys: systems
tech: technician
telemed: telehealth
tl: team lead
tv: television
ui: user interface
ux: user experience designer
vet: veterinary
vp: vice president
whse: warehouse
xray: radiologic technologist
"""
_SPANISH_WORDS = """
agricola: farm agricultural
albanil: mason bricklayer
almacen: warehouse
asistente: assistant
auxiliar: assistant aide
ayudante: helper
barbero: barber
bilingue: bilingual
bodega: warehouse
cajera: cashier
cajero: cashier
camarera: housekeeper maid
camarero: waiter
campo: farm field
carnicero: butcher
carpintero: carpenter
chofer: driver
cocina: kitchen
cocinera: cook
cocinero: cook
conductor: driver
conserje: janitor
construccion: construction
contador: accountant
costurera: sewing machine operator
cuidador: caregiver
cuidadora: caregiver
electricista: electrician
empacador: packer
empacadora: packer
empleado: worker
encargado: supervisor
enfermera: registered nurse
enfermero: registered nurse
ensamblador: assembler
fabrica: factory
gerente: manager
guardia: security guard
ingeniero: engineer
intendencia: janitor
jardinero: landscaper gardener
jornalero: laborer
lavandera: laundry worker
lavaplatos: dishwasher
limpieza: cleaning cleaner janitor
maestra: teacher
maestro: teacher
mantenimiento: maintenance
mecanico: mechanic
mesera: waitress
mesero: waiter
montacargas: forklift operator
ninera: nanny
obrero: laborer
oficina: office
operador: operator
operadora: operator
panadero: baker
peon: laborer
pintor: painter
plomero: plumber
produccion: production
recepcionista: receptionist
repartidor: delivery driver
restaurante: restaurant
secretaria: secretary
seguridad: security
servicio: service
soldador: welder
tecnico: technician
techador: roofer
techero: roofer
trabajador: worker
trabajadora: worker
trabajo: work
vendedor: sales
vendedora: sales
ventas: sales
"""


def _read(lines: str) -> dict[str, tuple[str, ...]]:
    pairs = (line.split(": ", 1) for line in lines.strip().splitlines())
    return {short: tuple(long.split()) for short, long in pairs}


ABBREVIATIONS: Final = _read(_ABBREVIATIONS)
SPANISH_WORDS: Final = _read(_SPANISH_WORDS)
