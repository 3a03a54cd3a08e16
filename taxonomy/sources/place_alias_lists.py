"""The lines of `place_aliases`: facts about US place names, sorted by state and name."""

ALIAS_LINES = """
LA | CA | Los Angeles
Bourne | MA | Buzzards Bay
Marlboro | MA | Marlborough
Foxborough | MA | Foxboro
Bklyn | NY | Brooklyn
Bx | NY | Bronx
L I City | NY | Long Island City
LIC | NY | Long Island City
Manhattan | NY | New York
New York City | NY | New York
NY | NY | New York
NYC | NY | New York
Qns | NY | Queens
SI | NY | Staten Island
The Bronx | NY | Bronx
SF | CA | San Francisco
Philly | PA | Philadelphia
Vegas | NV | Las Vegas
Research Triangle Park | NC | Durham
"""

LOCALITY_LINES = """
Elmendorf AFB | AK | Anchorage
Fort Richardson | AK | Anchorage
Joint Base Elmendorf-Richardson | AK | Anchorage
Petersburg | AK | Petersburg
Gunter AFB | AL | Montgomery
Hoover | AL | Jefferson
Maxwell AFB | AL | Montgomery
Mountain Brook | AL | Jefferson
Redstone Arsenal | AL | Madison
Vestavia Hills | AL | Jefferson
Homewood | AL | Jefferson
Davis Monthan AFB | AZ | Pima
Luke AFB | AZ | Maricopa
Sahuarita | AZ | Pima
Oro Valley | AZ | Pima
Marana | AZ | Pima
Paradise Valley | AZ | Maricopa
Beale AFB | CA | Yuba
Camp Pendleton | CA | San Diego
China Lake | CA | Kern
Edwards AFB | CA | Kern
Emeryville | CA | Alameda
Foster City | CA | San Mateo
March AFB | CA | Riverside
March ARB | CA | Riverside
Mather AFB | CA | Sacramento
Miramar MCAS | CA | San Diego
Moffett Field | CA | Santa Clara
Montecito | CA | Santa Barbara
Presidio of Monterey | CA | Monterey
Rancho Palos Verdes | CA | Los Angeles
Redwood Shores | CA | San Mateo
Signal Hill | CA | Los Angeles
Travis AFB | CA | Solano
Vandenberg AFB | CA | Santa Barbara
Vandenberg SFB | CA | Santa Barbara
Commerce | CA | Los Angeles
Vernon | CA | Los Angeles
Temecula Valley | CA | Riverside
Silver Lake | CA | Los Angeles
Hollywood | CA | Los Angeles
La Jolla | CA | San Diego
Mission Viejo | CA | Orange
Laguna Hills | CA | Orange
Rancho Santa Margarita | CA | Orange
Goleta | CA | Santa Barbara
Agoura Hills | CA | Los Angeles
Diamond Bar | CA | Los Angeles
City of Industry | CA | Los Angeles
Santa Fe Springs | CA | Los Angeles
Air Force Academy | CO | El Paso
Buckley AFB | CO | Arapahoe
Buckley SFB | CO | Arapahoe
Centennial | CO | Arapahoe
Cherry Hills Village | CO | Arapahoe
Greenwood Village | CO | Arapahoe
Highlands Ranch | CO | Douglas
Lakewood | CO | Jefferson
Applewood | CO | Jefferson
Northglenn | CO | Adams
Thornton | CO | Adams
Sheridan | CO | Arapahoe
Peterson AFB | CO | El Paso
Peterson SFB | CO | El Paso
Schriever AFB | CO | El Paso
Schriever SFB | CO | El Paso
Fort Carson | CO | El Paso
Castle Pines | CO | Douglas
Groton Submarine Base | CT | New London
Fitchville | CT | New London
Christiana | DE | New Castle
Dover AFB | DE | Kent
Pike Creek | DE | New Castle
Stanton | DE | New Castle
Aventura | FL | Miami-Dade
Cape Canaveral AFS | FL | Brevard
Cape Canaveral SFS | FL | Brevard
Coral Gables | FL | Miami-Dade
Cutler Bay | FL | Miami-Dade
Davie | FL | Broward
Doral | FL | Miami-Dade
Eglin AFB | FL | Okaloosa
Homestead AFB | FL | Miami-Dade
Homestead ARB | FL | Miami-Dade
Hurlburt Field | FL | Okaloosa
Juno Beach | FL | Palm Beach
Lake Nona | FL | Orange
Lakewood Ranch | FL | Manatee
Lauderhill | FL | Broward
MacDill AFB | FL | Hillsborough
Medley | FL | Miami-Dade
Miami Gardens | FL | Miami-Dade
Miami Lakes | FL | Miami-Dade
Miramar | FL | Broward
Naval Air Station Jacksonville | FL | Duval
Naval Air Station Pensacola | FL | Escambia
North Miami | FL | Miami-Dade
Orlando Naval Warfare Center | FL | Orange
Pace | FL | Santa Rosa
Palm Beach Gardens | FL | Palm Beach
Patrick AFB | FL | Brevard
Patrick SFB | FL | Brevard
Plantation | FL | Broward
Redington Shores | FL | Pinellas
Royal Palm Beach | FL | Palm Beach
Sunrise | FL | Broward
Tamarac | FL | Broward
Trinity | FL | Pasco
Tyndall AFB | FL | Bay
Wellington | FL | Palm Beach
Weston | FL | Broward
The Villages | FL | Sumter
Palm Coast | FL | Flagler
Olustee | FL | Baker
Brookhaven | GA | DeKalb
Chamblee | GA | DeKalb
College Park | GA | Fulton
Dobbins AFB | GA | Cobb
Dobbins ARB | GA | Cobb
Dunwoody | GA | DeKalb
East Point | GA | Fulton
Fort Benning | GA | Muscogee
Fort Moore | GA | Muscogee
Fort Eisenhower | GA | Richmond
Fort Gordon | GA | Richmond
Fort Gillem | GA | Clayton
Garden City | GA | Chatham
Hapeville | GA | Fulton
Johns Creek | GA | Fulton
Moody AFB | GA | Lowndes
Peachtree Corners | GA | Gwinnett
Robins AFB | GA | Houston
Sandy Springs | GA | Fulton
Milton | GA | Fulton
Doraville | GA | DeKalb
Andersen AFB | GU | Guam
Andersen Air Base | GU | Guam
Finegayan | GU | Guam
Big Island | HI | Hawaii
Hickam AFB | HI | Honolulu
Joint Base Pearl Harbor-Hickam | HI | Honolulu
Kauai | HI | Kauai
Kauai Island | HI | Kauai
Maui | HI | Maui
Maui Island | HI | Maui
Oahu | HI | Honolulu
Oahu Island | HI | Honolulu
Pearl Harbor | HI | Honolulu
Naval Station Pearl Harbor | HI | Honolulu
Schofield Barracks | HI | Honolulu
Johnston | IA | Polk
Urbandale | IA | Polk
West Des Moines | IA | Polk
Windsor Heights | IA | Polk
Mountain Home AFB | ID | Elmore
Deer Park | IL | Lake
Oakbrook Terrace | IL | DuPage
Rosemont | IL | Cook
Scott AFB | IL | St. Clair
Great Lakes | IL | Lake
Naval Station Great Lakes | IL | Lake
South Barrington | IL | Cook
Burr Ridge | IL | DuPage
Lincolnwood | IL | Cook
Norridge | IL | Cook
Oak Brook | IL | DuPage
Vernon Hills | IL | Lake
Bannockburn | IL | Lake
Grissom AFB | IN | Miami
Grissom ARB | IN | Miami
Porter | IN | Porter
Speedway | IN | Marion
Edwardsville | KS | Wyandotte
Fort Riley | KS | Geary
McConnell AFB | KS | Sedgwick
Merriam | KS | Johnson
Mission Woods | KS | Johnson
Overland Park | KS | Johnson
Lenexa | KS | Johnson
Leawood | KS | Johnson
Prairie Village | KS | Johnson
Shawnee Mission | KS | Johnson
Fort Campbell | KY | Christian
Fort Knox | KY | Hardin
Jeffersontown | KY | Jefferson
St Matthews | KY | Jefferson
Blue Grass Army Depot | KY | Madison
Barksdale AFB | LA | Bossier
Fort Johnson | LA | Vernon
Fort Polk | LA | Vernon
Elmwood | LA | Jefferson
Jefferson | LA | Jefferson
Hanscom AFB | MA | Middlesex
North Quincy | MA | Norfolk
Westover ARB | MA | Hampden
Westover Air Reserve Base | MA | Hampden
Fort Devens | MA | Middlesex
Seaport | MA | Suffolk
Aberdeen Proving Ground | MD | Harford
Adelphi | MD | Prince George's
Andrews AFB | MD | Prince George's
Joint Base Andrews | MD | Prince George's
Baltimore City County | MD | Baltimore city
Camp Springs | MD | Prince George's
Fort Detrick | MD | Frederick
Fort Meade | MD | Anne Arundel
Fort George G Meade | MD | Anne Arundel
Landover | MD | Prince George's
National Harbor | MD | Prince George's
North Bethesda | MD | Montgomery
White Oak | MD | Montgomery
Woodlawn | MD | Baltimore County
New Carrollton | MD | Prince George's
Largo | MD | Prince George's
Patuxent River | MD | St. Mary's
Farmington Hills | MI | Oakland
Rochester Hills | MI | Oakland
Auburn Hills | MI | Oakland
Kentwood | MI | Kent
Walker | MI | Kent
Wyoming | MI | Kent
Selfridge ANG Base | MI | Macomb
Shelby Township | MI | Macomb
Clinton Township | MI | Macomb
Bloomfield Township | MI | Oakland
West Bloomfield | MI | Oakland
Canton Township | MI | Wayne
Portage | MI | Kalamazoo
Meridian Township | MI | Ingham
Norton Shores | MI | Muskegon
Apple Valley | MN | Dakota
Arden Hills | MN | Ramsey
Blaine | MN | Anoka
Bloomington | MN | Hennepin
Brooklyn Center | MN | Hennepin
Brooklyn Park | MN | Hennepin
Coon Rapids | MN | Anoka
Crystal | MN | Hennepin
Eagan | MN | Dakota
Edina | MN | Hennepin
Falcon Heights | MN | Ramsey
Fridley | MN | Anoka
Golden Valley | MN | Hennepin
Little Canada | MN | Ramsey
Maplewood | MN | Ramsey
Mendota Heights | MN | Dakota
Minnetonka | MN | Hennepin
Mounds View | MN | Ramsey
New Brighton | MN | Ramsey
New Hope | MN | Hennepin
North Saint Paul | MN | Ramsey
Oakdale | MN | Washington
Plymouth | MN | Hennepin
Richfield | MN | Hennepin
Robbinsdale | MN | Hennepin
Roseville | MN | Ramsey
Saint Louis Park | MN | Hennepin
Shoreview | MN | Ramsey
Vadnais Heights | MN | Ramsey
West Saint Paul | MN | Dakota
Woodbury | MN | Washington
Fort Snelling | MN | Hennepin
Creve Coeur | MO | St. Louis County
Clayton | MO | St. Louis County
Des Peres | MO | St. Louis County
Kirkwood | MO | St. Louis County
University City | MO | St. Louis County
Webster Groves | MO | St. Louis County
Sunset Hills | MO | St. Louis County
Brentwood | MO | St. Louis County
Maplewood | MO | St. Louis County
Richmond Heights | MO | St. Louis County
Overland | MO | St. Louis County
Kinloch | MO | St. Louis County
Town and Country | MO | St. Louis County
Manchester | MO | St. Louis County
North Kansas City | MO | Clay
Gladstone | MO | Clay
Riverside | MO | Platte
Raytown | MO | Jackson
Weldon Spring | MO | St. Charles
Whiteman AFB | MO | Johnson
Columbus AFB | MS | Lowndes
Keesler AFB | MS | Harrison
Stennis Space Center | MS | Hancock
Malmstrom AFB | MT | Cascade
Camp Lejeune | NC | Onslow
Cherry Point | NC | Craven
Duck | NC | Dare
Fort Bragg | NC | Cumberland
Fort Liberty | NC | Cumberland
Pope AFB | NC | Cumberland
Pope Field | NC | Cumberland
Seymour Johnson AFB | NC | Wayne
Mint Hill | NC | Mecklenburg
Minot AFB | ND | Ward
Grand Forks AFB | ND | Grand Forks
Offutt AFB | NE | Sarpy
Ralston | NE | Douglas
Santee | NE | Knox
Deptford | NJ | Gloucester
East Brunswick | NJ | Middlesex
Egg Harbor | NJ | Atlantic
Ewing | NJ | Mercer
Fort Dix | NJ | Burlington
Fort Monmouth | NJ | Monmouth
Hamilton | NJ | Mercer
Hanover | NJ | Morris
Joint Base McGuire-Dix-Lakehurst | NJ | Burlington
Lawrenceville | NJ | Mercer
McGuire AFB | NJ | Burlington
Mount Laurel | NJ | Burlington
Parsippany-Troy Hills | NJ | Morris
Picatinny Arsenal | NJ | Morris
South Brunswick | NJ | Middlesex
Wayne | NJ | Passaic
Woodbridge | NJ | Middlesex
Evesham | NJ | Burlington
Cherry Hill | NJ | Camden
Pennsauken | NJ | Camden
Franklin Township | NJ | Somerset
Cannon AFB | NM | Curry
Holloman AFB | NM | Otero
Kirtland AFB | NM | Bernalillo
White Sands | NM | Doña Ana
Los Ranchos de Albuquerque | NM | Bernalillo
Creech AFB | NV | Clark
Nellis AFB | NV | Clark
Paradise | NV | Clark
Spring Valley | NV | Clark
Summerlin | NV | Clark
Enterprise | NV | Clark
Amherst | NY | Erie
Cheektowaga | NY | Erie
Tonawanda | NY | Erie
Colonie | NY | Albany
East Farmingdale | NY | Suffolk
Fort Drum | NY | Jefferson
Fort Totten | NY | Queens
Greece | NY | Monroe
Harlem | NY | New York
Kings | NY | Kings
Lake Success | NY | Nassau
Queens | NY | Queens
Scotia | NY | Schenectady
Cicero | NY | Onondaga
Clay | NY | Onondaga
Henrietta | NY | Monroe
Beachwood | OH | Cuyahoga
Beavercreek | OH | Greene
Blue Ash | OH | Hamilton
Brooklyn | OH | Cuyahoga
Fairborn | OH | Greene
Gahanna | OH | Franklin
Green | OH | Summit
Huber Heights | OH | Montgomery
Independence | OH | Cuyahoga
Kettering | OH | Montgomery
Mason | OH | Warren
Mayfield Heights | OH | Cuyahoga
Moraine | OH | Montgomery
Oregon | OH | Lucas
Parma | OH | Cuyahoga
Riverside | OH | Montgomery
Shaker Heights | OH | Cuyahoga
Sharonville | OH | Hamilton
Springdale | OH | Hamilton
Upper Arlington | OH | Franklin
Valley View | OH | Cuyahoga
Whitehall | OH | Franklin
Worthington | OH | Franklin
Wright-Patterson AFB | OH | Greene
Moore | OK | Cleveland
Altus AFB | OK | Jackson
Fort Sill | OK | Comanche
Midwest City | OK | Oklahoma
Tinker AFB | OK | Oklahoma
Vance AFB | OK | Garfield
Del City | OK | Oklahoma
Tigard | OR | Washington
Happy Valley | OR | Clackamas
Bruceton | PA | Allegheny
Cranberry Township | PA | Butler
Elwyn | PA | Delaware
Greater Pittsburgh Airport | PA | Allegheny
Monroeville | PA | Allegheny
Trevose | PA | Bucks
Radnor | PA | Delaware
Upper Darby | PA | Delaware
East Norriton | PA | Montgomery
Tobyhanna Army Depot | PA | Monroe
Upper Merion | PA | Montgomery
Lower Merion | PA | Montgomery
Abington | PA | Montgomery
Bensalem | PA | Bucks
Fort Buchanan | PR | Guaynabo
Naval Station Newport | RI | Newport
Joint Base Charleston | SC | Charleston
Charleston AFB | SC | Charleston
Shaw AFB | SC | Sumter
Fort Jackson | SC | Richland
Parris Island | SC | Beaufort
Ellsworth AFB | SD | Meade
Arnold AFB | TN | Coffee
Belle Meade | TN | Davidson
East Ridge | TN | Hamilton
Farragut | TN | Knox
Red Bank | TN | Hamilton
Alamo Heights | TX | Bexar
Brooks City-Base | TX | Bexar
Carswell AFB | TX | Tarrant
Dyess AFB | TX | Taylor
Farmers Branch | TX | Dallas
Fort Bliss | TX | El Paso
Fort Cavazos | TX | Bell
Fort Hood | TX | Bell
Fort Sam Houston | TX | Bexar
Goodfellow AFB | TX | Tom Green
Joint Base San Antonio | TX | Bexar
Kelly AFB | TX | Bexar
Lackland AFB | TX | Bexar
Laughlin AFB | TX | Val Verde
Randolph AFB | TX | Bexar
Sheppard AFB | TX | Wichita
The Woodlands | TX | Montgomery
University Park | TX | Dallas
Highland Park | TX | Dallas
North Richland Hills | TX | Tarrant
Richland Hills | TX | Tarrant
Westlake | TX | Tarrant
Balch Springs | TX | Dallas
White Settlement | TX | Tarrant
Live Oak | TX | Bexar
West Lake Hills | TX | Travis
Lakeway | TX | Travis
Bee Cave | TX | Travis
Murray | UT | Salt Lake
Cottonwood Heights | UT | Salt Lake
Holladay | UT | Salt Lake
Millcreek | UT | Salt Lake
South Salt Lake | UT | Salt Lake
Taylorsville | UT | Salt Lake
West Valley City | UT | Salt Lake
Dugway Proving Ground | UT | Tooele
Hill AFB | UT | Davis
Bailey's Crossroads | VA | Fairfax County
Dulles Airport | VA | Loudoun
Fort A P Hill | VA | Caroline
Fort Belvoir | VA | Fairfax County
Fort Eustis | VA | Newport News
Fort Lee | VA | Prince George
Fort Gregg-Adams | VA | Prince George
Fort Myer | VA | Arlington
Fort Pickett | VA | Nottoway
Joint Base Langley-Eustis | VA | Hampton
Langley AFB | VA | Hampton
Naval Station Norfolk | VA | Norfolk
Norfolk Naval Base | VA | Norfolk
Pentagon | VA | Arlington
The Pentagon | VA | Arlington
Rosslyn | VA | Arlington
Crystal City | VA | Arlington
Ballston | VA | Arlington
Tysons | VA | Fairfax County
Tysons Corner | VA | Fairfax County
Vint Hill Farms Military Installation | VA | Fauquier
Wallops Island | VA | Accomack
Glen Allen | VA | Henrico
Saint Croix | VI | St. Croix
Saint John | VI | St. John
Saint Thomas | VI | St. Thomas
Burien | WA | King
SeaTac | WA | King
Tukwila | WA | King
Shoreline | WA | King
Lakewood | WA | Pierce
University Place | WA | Pierce
Des Moines | WA | King
Newcastle | WA | King
Fairchild AFB | WA | Spokane
Fort Lewis | WA | Pierce
Joint Base Lewis-McChord | WA | Pierce
McChord AFB | WA | Pierce
Naval Base Kitsap | WA | Kitsap
Naval Air Station Whidbey Island | WA | Island
Puget Sound Naval Shipyard | WA | Kitsap
Spokane Valley | WA | Spokane
Fort McCoy | WI | Monroe
Wauwatosa | WI | Milwaukee
West Allis | WI | Milwaukee
Greenfield | WI | Milwaukee
Glendale | WI | Milwaukee
Fitchburg | WI | Dane
Monona | WI | Dane
Ashwaubenon | WI | Brown
Grand Chute | WI | Outagamie
Fox Point | WI | Milwaukee
Brown Deer | WI | Milwaukee
FE Warren AFB | WY | Laramie
Warren AFB | WY | Laramie
"""

# Where these stand without a state, they mean this one although others bear the name.
DOMINANT_LINES = """
bronx | NY |
manhattan | NY |
nyc | NY |
queens | NY |
"""
