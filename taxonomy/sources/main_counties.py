"""The county in which a city proper lies, where its ZIP codes reach into others; written by Signalpost.

One paragraph per state, "city=county"; the build refuses a city without ZIP codes and an unknown county.
"""

_LINES = """
AL: Andalusia=Covington; Trussville=Jefferson; Uniontown=Perry
AR: Walnut Ridge=Lawrence; Stuttgart=Arkansas; Monticello=Drew; Brinkley=Monroe; Holly Grove=Monroe;
 Newport=Jackson; Caraway=Craighead; Trumann=Poinsett; Wynne=Cross; Dumas=Desha; Moro=Lee; England=Lonoke;
 Dermott=Chicot; Marvell=Phillips; Cash=Craighead; Eudora=Chicot; Mc Crory=Woodruff; Lake Village=Chicot;
 Corning=Clay; Tillar=Drew; Des Arc=Prairie
AZ: Queen Creek=Maricopa
CA: Dublin=Alameda; Cypress=Orange; Firebaugh=Fresno; Tulelake=Siskiyou; Auberry=Fresno; Jurupa
 Valley=Riverside; Beaumont=Riverside; Willows=Glenn
CO: Craig=Moffat; Parker=Douglas; Watkins=Adams; Carbondale=Garfield; Walsh=Baca; Burlington=Kit Carson; Del
 Norte=Rio Grande
CT: South Windsor=Hartford
FL: Williston=Levy; Lutz=Hillsborough; Moore Haven=Glades; Odessa=Hillsborough; Newberry=Alachua;
 Branford=Suwannee; Myakka City=Manatee
GA: Baxley=Appling; Hiram=Paulding; Fayetteville=Fayette; Hampton=Henry; Austell=Cobb; Fairburn=Fulton;
 Hephzibah=Richmond; Lake Park=Lowndes; Ashburn=Turner; Winder=Barrow; Suwanee=Gwinnett; Monticello=Jasper;
 Vidalia=Toombs; Stockbridge=Henry; Dacula=Gwinnett; Fort Valley=Peach; Dallas=Paulding; Dawsonville=Dawson;
 Jackson=Butts; Madison=Morgan; Midland=Muscogee; Juliette=Monroe; Clayton=Rabun; Griffin=Spalding;
 Whitesburg=Carroll; Sycamore=Turner; Cobbtown=Tattnall; White=Bartow; Soperton=Treutlen; Canon=Franklin;
 Claxton=Evans; Dawson=Terrell; Vienna=Dooly; Peachtree Corners=Gwinnett
IA: Decorah=Winneshiek; Nora Springs=Floyd; Creston=Union; Shenandoah=Page; Protivin=Howard; Hedrick=Keokuk;
 Paullina=O'Brien; Oelwein=Fayette; Osage=Mitchell; Rolfe=Pocahontas; Graettinger=Palo Alto; Wayland=Henry;
 West Des Moines=Polk
ID: Rigby=Jefferson; Burley=Cassia; Kuna=Ada; Eagle=Ada; Ririe=Jefferson; Challis=Custer; Cottonwood=Idaho;
 Orofino=Clearwater; McCall=Valley; Fairfield=Camas; Rupert=Minidoka; Melba=Canyon; Newdale=Fremont
IL: Lemont=Cook; Alton=Madison; Wheeling=Cook; Deerfield=Lake; Elmhurst=DuPage; O Fallon=St. Clair; Tinley
 Park=Cook; Plainfield=Will; Milan=Rock Island; Sugar Grove=Kane; Woodridge=DuPage; Oswego=Kendall;
 Roselle=DuPage; Beardstown=Cass; Homer Glen=Will; Monee=Will; Carmi=White; Itasca=DuPage;
 Collinsville=Madison; Spring Grove=McHenry; Sandwich=DeKalb; Sycamore=DeKalb; Monticello=Piatt; Oak
 Brook=DuPage; Buffalo Grove=Lake
IN: Brownsburg=Hendricks; Edinburgh=Johnson; Greenfield=Hancock; Atlanta=Hamilton; Hobart=Lake;
 Portage=Porter; Lebanon=Boone; Monterey=Pulaski; Lizton=Hendricks; Demotte=Jasper; Lanesville=Harrison
KS: Gardner=Johnson; Emporia=Lyon; Scott City=Scott; Sublette=Haskell; Holton=Jackson; Edgerton=Johnson;
 Esbon=Jewell; Fredonia=Wilson; Hoxie=Sheridan; Parsons=Labette; Syracuse=Hamilton; Norcatur=Decatur;
 Palmer=Washington; Macksville=Stafford; Copeland=Gray; Oakley=Logan; Brewster=Thomas; Satanta=Haskell; La
 Cygne=Linn; Lakin=Kearny; St John=Stafford; Montezuma=Gray; Courtland=Republic; Leavenworth=Leavenworth;
 Edwardsville=Wyandotte
KY: Springfield=Washington; Lebanon=Marion; Russellville=Logan; Walton=Boone; Georgetown=Scott;
 Utica=Daviess; Versailles=Woodford; Robards=Henderson; Maysville=Mason; Lawrenceburg=Anderson;
 Independence=Kenton; Morgantown=Butler; Mount Vernon=Rockcastle; Crestwood=Oldham; Greenville=Muhlenberg;
 Albany=Clinton; Pleasureville=Henry; Sturgis=Union
LA: Crowley=Acadia; Rayne=Acadia; Tallulah=Madison; Plaquemine=Iberville; Thibodaux=Lafourche;
 Maurice=Vermilion; Jackson=East Feliciana; Scott=Lafayette; Sondheimer=East Carroll; Zachary=East Baton
 Rouge; Iowa=Calcasieu; Edgard=St. John the Baptist; Sterlington=Ouachita
MA: Natick=Middlesex; Newton=Middlesex; Tewksbury=Middlesex; Everett=Middlesex; Brookline=Norfolk;
 Saugus=Essex; Wellesley=Norfolk; Wakefield=Middlesex; Chelsea=Suffolk; Milton=Norfolk; Cohasset=Norfolk
MD: Monkton=Baltimore County; Clarksburg=Montgomery; Mount Airy=Carroll; Gwynn Oak=Baltimore County;
 Halethorpe=Baltimore County; Manchester=Carroll; Annapolis Junction=Howard; Hanover=Anne Arundel
ME: Farmington=Franklin
MI: Conklin=Ottawa; Calumet=Houghton; Dimondale=Eaton; South Lyon=Oakland; Caledonia=Kent; Cadillac=Wexford;
 Boyne Falls=Charlevoix; Hartland=Livingston; Dryden=Lapeer; Boyne City=Charlevoix; Unionville=Tuscola;
 Walkerville=Oceana; Harbor Beach=Huron
MN: Chanhassen=Carver; Thief River Falls=Pennington; Rogers=Hennepin; Elk River=Sherburne; New Prague=Scott;
 Hugo=Washington; Prior Lake=Scott; Excelsior=Hennepin; Benson=Swift; Lakeville=Dakota; Mankato=Blue Earth;
 Sartell=Stearns; Hastings=Dakota; Goodridge=Pennington; Wells=Faribault; Wood Lake=Yellow Medicine;
 Princeton=Mille Lacs
MO: Strafford=Greene; Ozark=Christian; Pleasant Hill=Cass; Fenton=St. Louis County; High Ridge=Jefferson;
 Portageville=New Madrid; Bernie=Stoddard; Greentop=Schuyler; Pacific=Franklin; Marthasville=Warren; Sunrise
 Beach=Camden; Rogersville=Webster; Lathrop=Clinton; Jamesport=Daviess; California=Moniteau;
 Charleston=Mississippi; Puxico=Stoddard; Kaiser=Miller; Riverside=Platte
MS: Greenwood=Leflore; Inverness=Sunflower; Philadelphia=Neshoba; Olive Branch=DeSoto; Flowood=Rankin;
 Batesville=Panola; Rolling Fork=Sharkey; Meadville=Franklin; Aberdeen=Monroe; Byhalia=Marshall;
 Goodman=Holmes; Prentiss=Jefferson Davis; Columbia=Marion; Florence=Rankin; Louisville=Winston;
 Ackerman=Choctaw; New Albany=Union; West Point=Clay; Vardaman=Calhoun; Coldwater=Tate; Lucedale=George;
 Tutwiler=Tallahatchie; Isola=Humphreys; Purvis=Lamar; Lena=Scott; Brooksville=Noxubee; Perkinston=Stone;
 Lumberton=Lamar; Prairie=Monroe
MT: Wolf Point=Roosevelt; Dillon=Beaverhead; Havre=Hill; Poplar=Roosevelt; Circle=McCone;
 Laurel=Yellowstone; Terry=Prairie; Columbus=Stillwater; Reserve=Sheridan; Valier=Pondera; Galata=Toole; Mc
 Leod=Sweet Grass; Conrad=Pondera; Saco=Phillips; Joplin=Liberty
NC: Mooresville=Iredell; Garner=Wake; Arden=Buncombe; Indian Trail=Union; Robbinsville=Graham;
 Newland=Avery; Bryson City=Swain; Rose Hill=Duplin; Black Mountain=Buncombe; Mars Hill=Madison;
 Cashiers=Jackson; Ivanhoe=Sampson; Marshville=Union; Rougemont=Durham
ND: Edmore=Ramsey; Mott=Hettinger; Devils Lake=Ramsey; Lakota=Nelson; Parshall=Mountrail; Walhalla=Pembina;
 Mercer=McLean; Warwick=Benson; Rugby=Pierce; Bowdon=Wells; Zeeland=McIntosh; Marion=LaMoure; Hope=Steele;
 Edgeley=LaMoure; Napoleon=Logan; Oakes=Dickey; Carpio=Ward; Donnybrook=Ward; Fairdale=Walsh;
 Stanley=Mountrail; Wolford=Pierce; Harvey=Wells; Leeds=Benson; New England=Hettinger; Manning=Dunn;
 Munich=Cavalier
NE: Anselmo=Custer; Gretna=Sarpy; Alliance=Box Butte; Imperial=Chase; Mc Cook=Red Willow; Ewing=Holt;
 Hemingford=Box Butte; Davenport=Thayer; Paxton=Keith; Elsie=Perkins; Cedar Rapids=Boone; Valley=Douglas;
 Whitman=Grant; Burwell=Garfield; Reynolds=Jefferson
NH: Durham=Strafford; Barrington=Strafford; Enfield=Grafton
NJ: Freehold=Monmouth; Berkeley Heights=Union; Basking Ridge=Somerset; Skillman=Somerset; Rahway=Union;
 Somerville=Somerset; Short Hills=Essex; South Plainfield=Middlesex; Sewell=Gloucester; Bound
 Brook=Somerset; Englishtown=Monmouth; Bernardsville=Somerset; Voorhees=Camden; Swedesboro=Gloucester;
 Hillsborough=Somerset; Matawan=Monmouth; Jackson=Ocean; Monroeville=Salem; Flemington=Hunterdon; Cream
 Ridge=Monmouth; Gladstone=Somerset
NM: Texico=Curry; Clayton=Union; Portales=Roosevelt
NY: Farmingdale=Nassau; Clifton Park=Saratoga; Victor=Ontario; Yorktown Heights=Westchester; Fulton=Oswego;
 Palmyra=Wayne; Altamont=Albany; Saranac Lake=Franklin; Cortlandt Manor=Westchester; Mechanicville=Saratoga;
 Lyons=Wayne; Manlius=Onondaga; Clarence Center=Erie; Fairport=Monroe; Queensbury=Warren; Kendall=Orleans;
 Ozone Park=Queens
OH: Pickerington=Fairfield; Dublin=Franklin; Chagrin Falls=Cuyahoga; Marysville=Union; Middletown=Butler;
 New Albany=Franklin; Swanton=Fulton; Strongsville=Cuyahoga; Milford=Clermont; Plain City=Madison; Columbia
 Station=Lorain; Croton=Licking; Grand Rapids=Wood; London=Madison; Minerva=Stark; Northwood=Wood;
 Mogadore=Summit; Grove City=Franklin; Tipp City=Miami; Stow=Summit; Chesterland=Geauga; Valley City=Medina;
 Hilliard=Franklin; Litchfield=Medina; Madison=Lake
OK: Blanchard=McClain; Madill=Marshall; Clinton=Custer; Weatherford=Custer; Glenpool=Tulsa; Bixby=Tulsa;
 Cleo Springs=Major; Collinsville=Tulsa; Leedey=Dewey; Arcadia=Oklahoma; Newcastle=McClain
OR: Lake Oswego=Clackamas; Newberg=Yamhill; Fossil=Wheeler; Redmond=Deschutes; Tualatin=Washington;
 Boring=Clackamas
PA: King of Prussia=Montgomery; Canonsburg=Washington; Warminster=Bucks; Glen Mills=Delaware;
 Gibsonia=Allegheny; Phoenixville=Chester; Souderton=Montgomery; Newtown Square=Delaware;
 Imperial=Allegheny; Bridgeville=Allegheny; Horsham=Montgomery; Chalfont=Bucks; Mc Donald=Washington;
 Sewickley=Allegheny; Leechburg=Armstrong; Mount Pleasant=Westmoreland; North Wales=Montgomery;
 Telford=Montgomery; Berwyn=Chester; Chadds Ford=Delaware; Huntingdon Valley=Montgomery; Aliquippa=Beaver;
 Bethel Park=Allegheny; Belle Vernon=Fayette; Clinton=Allegheny; Line Lexington=Bucks; New
 Kensington=Westmoreland; Baden=Beaver; Bryn Mawr=Montgomery; Ardmore=Montgomery; Wayne=Delaware;
 Monroeville=Allegheny
RI: North Kingstown=Washington; Coventry=Kent
SC: Piedmont=Greenville; Huger=Berkeley; Lugoff=Kershaw; Elgin=Kershaw; Fountain Inn=Greenville;
 Ridgeland=Jasper; Gaston=Lexington; Olar=Bamberg
SD: Onida=Sully; Gettysburg=Potter; Belle Fourche=Butte; Eagle Butte=Dewey; Sisseton=Roberts;
 Mitchell=Davison; Ortley=Roberts; Dallas=Gregory; Burke=Gregory; Miller=Hand; Mount Vernon=Davison;
 Hoven=Potter; Tripp=Hutchinson
TN: Hermitage=Davidson; Dayton=Rhea; Tullahoma=Coffee; Clifton=Wayne; Joelton=Davidson; Ashland
 City=Cheatham; Sparta=White; Bells=Crockett; Christiana=Rutherford; Nolensville=Williamson; Medina=Gibson;
 Cedar Hill=Robertson; Greenback=Loudon; Evensville=Rhea; Erin=Houston; College Grove=Williamson
TX: Grand Prairie=Dallas; Dalhart=Dallam; Southlake=Tarrant; Sunnyvale=Dallas; Waelder=Gonzales;
 Taylor=Williamson; Carrizo Springs=Dimmit; Buda=Hays; Forney=Kaufman; Rosharon=Brazoria; Pearsall=Frio;
 Dimmitt=Castro; Lorenzo=Crosby; Farwell=Parmer; Pittsburg=Camp; New Caney=Montgomery; Boerne=Kendall;
 Haslet=Tarrant; Schertz=Guadalupe; Dripping Springs=Hays; Red Oak=Ellis; Midlothian=Ellis;
 Mansfield=Tarrant; Prosper=Collin; Manor=Travis; Elmendorf=Bexar; Cisco=Eastland; Hutto=Williamson;
 Dayton=Liberty; Paducah=Cottle; Wildorado=Oldham; Wallis=Austin; Cuero=DeWitt; Spearman=Hansford;
 Stanton=Martin; Seminole=Gaines; Schulenburg=Fayette; Gruver=Hansford; Plains=Yoakum; Flatonia=Fayette;
 Pleasanton=Atascosa; Hearne=Robertson; Kenedy=Karnes; Fort Stockton=Pecos; Canadian=Hemphill; La
 Vernia=Wilson; Bogata=Red River; Midway=Madison; Friona=Parmer; Rocksprings=Edwards
UT: Moab=Grand; Escalante=Garfield; Hill Air Force Base=Davis
VA: Hot Springs=Bath; Mechanicsville=Hanover; Charles City=Charles City; South Hill=Mecklenburg; Big Stone
 Gap=Wise; Lyndhurst=Augusta; Forest=Bedford; Kilmarnock=Lancaster; Austinville=Wythe
VT: South Royalton=Windsor; Craftsbury=Orleans
WA: Woodinville=King; Enumclaw=King
WI: Hayward=Sawyer; Hartland=Waukesha; Kaukauna=Outagamie; Franklin=Milwaukee; Deforest=Dane;
 Merrill=Lincoln; Grantsburg=Burnett; Germantown=Washington; Mount Horeb=Dane; West Bend=Washington
WV: White Sulphur Springs=Greenbrier; Bridgeport=Harrison; Orlando=Lewis; Weirton=Hancock; Hurricane=Putnam;
 Wheeling=Ohio; Buckhannon=Upshur
WY: Worland=Washakie; Newcastle=Weston
"""


def _parse() -> tuple[tuple[str, str, str], ...]:
    rows = []
    for paragraph in _LINES.replace("\n ", " ").strip().splitlines():
        state, _, pairs = paragraph.partition(": ")
        for pair in pairs.split(";"):
            city, _, county = pair.partition("=")
            rows.append((city.strip(), state, county.strip()))
    return tuple(rows)


MAIN_COUNTIES = _parse()
