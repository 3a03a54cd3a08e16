"""The lines of `place_aliases`: facts about US place names, sorted by state and name."""

ALIAS_LINES = """
LA | CA | Los Angeles
SF | CA | San Francisco
Bourne | MA | Buzzards Bay
Foxborough | MA | Foxboro
Marlboro | MA | Marlborough
Research Triangle Park | NC | Durham
Vegas | NV | Las Vegas
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
Philly | PA | Philadelphia
"""

LOCALITY_LINES = """
Elmendorf AFB | AK | Anchorage
Fort Richardson | AK | Anchorage
Joint Base Elmendorf-Richardson | AK | Anchorage
Petersburg | AK | Petersburg
Gunter AFB | AL | Montgomery
Homewood | AL | Jefferson
Hoover | AL | Jefferson
Maxwell AFB | AL | Montgomery
Mountain Brook | AL | Jefferson
Redstone Arsenal | AL | Madison
Vestavia Hills | AL | Jefferson
Hot Springs | AR | Garland
Anthem | AZ | Maricopa
Davis Monthan AFB | AZ | Pima
Luke AFB | AZ | Maricopa
Marana | AZ | Pima
Oro Valley | AZ | Pima
Paradise Valley | AZ | Maricopa
Red Mesa | AZ | Apache
Sahuarita | AZ | Pima
Agoura Hills | CA | Los Angeles
Beale AFB | CA | Yuba
Camp Pendleton | CA | San Diego
China Lake | CA | Kern
City of Industry | CA | Los Angeles
Commerce | CA | Los Angeles
Diamond Bar | CA | Los Angeles
Edwards AFB | CA | Kern
Emeryville | CA | Alameda
Foster City | CA | San Mateo
Goleta | CA | Santa Barbara
Hollywood | CA | Los Angeles
Kramer Junction | CA | San Bernardino
La Jolla | CA | San Diego
Laguna Hills | CA | Orange
March AFB | CA | Riverside
March ARB | CA | Riverside
Mather AFB | CA | Sacramento
Miramar MCAS | CA | San Diego
Mission Viejo | CA | Orange
Moffett Field | CA | Santa Clara
Montecito | CA | Santa Barbara
Presidio of Monterey | CA | Monterey
Rancho Palos Verdes | CA | Los Angeles
Rancho Santa Margarita | CA | Orange
Redwood Shores | CA | San Mateo
Santa Fe Springs | CA | Los Angeles
Signal Hill | CA | Los Angeles
Silver Lake | CA | Los Angeles
Temecula Valley | CA | Riverside
Travis AFB | CA | Solano
Vandenberg AFB | CA | Santa Barbara
Vandenberg SFB | CA | Santa Barbara
Vernon | CA | Los Angeles
Walnut Park | CA | Los Angeles
West Rancho Dominguez | CA | Los Angeles
Air Force Academy | CO | El Paso
Applewood | CO | Jefferson
Buckley AFB | CO | Arapahoe
Buckley SFB | CO | Arapahoe
Castle Pines | CO | Douglas
Centennial | CO | Arapahoe
Cherry Hills Village | CO | Arapahoe
Fort Carson | CO | El Paso
Greenwood Village | CO | Arapahoe
Highlands Ranch | CO | Douglas
Lakewood | CO | Jefferson
Northglenn | CO | Adams
Peterson AFB | CO | El Paso
Peterson SFB | CO | El Paso
Schriever AFB | CO | El Paso
Schriever SFB | CO | El Paso
Sheridan | CO | Arapahoe
Thornton | CO | Adams
Fitchville | CT | New London
Groton Submarine Base | CT | New London
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
Hallandale Beach | FL | Broward
Hialeah Gardens | FL | Miami-Dade
Holmes Beach | FL | Manatee
Homestead AFB | FL | Miami-Dade
Homestead ARB | FL | Miami-Dade
Hurlburt Field | FL | Okaloosa
Juno Beach | FL | Palm Beach
Lake Nona | FL | Orange
Lakewood Ranch | FL | Manatee
Lauderhill | FL | Broward
MacDill AFB | FL | Hillsborough
Mayport | FL | Duval
Medley | FL | Miami-Dade
Miami Gardens | FL | Miami-Dade
Miami Lakes | FL | Miami-Dade
Miramar | FL | Broward
Naval Air Station Jacksonville | FL | Duval
Naval Air Station Pensacola | FL | Escambia
North Miami | FL | Miami-Dade
Olustee | FL | Baker
Orlando Naval Warfare Center | FL | Orange
Pace | FL | Santa Rosa
Palm Beach Gardens | FL | Palm Beach
Palm Coast | FL | Flagler
Patrick AFB | FL | Brevard
Patrick SFB | FL | Brevard
Plantation | FL | Broward
Redington Shores | FL | Pinellas
Riviera Beach | FL | Palm Beach
Royal Palm Beach | FL | Palm Beach
Sunrise | FL | Broward
Tamarac | FL | Broward
The Villages | FL | Sumter
Trinity | FL | Pasco
Tyndall AFB | FL | Bay
Wellington | FL | Palm Beach
Weston | FL | Broward
Wilton Manors | FL | Broward
Brookhaven | GA | DeKalb
Chamblee | GA | DeKalb
College Park | GA | Fulton
Dobbins AFB | GA | Cobb
Dobbins ARB | GA | Cobb
Doraville | GA | DeKalb
Dunwoody | GA | DeKalb
East Point | GA | Fulton
Fort Benning | GA | Muscogee
Fort Eisenhower | GA | Richmond
Fort Gillem | GA | Clayton
Fort Gordon | GA | Richmond
Fort Moore | GA | Muscogee
Garden City | GA | Chatham
Hapeville | GA | Fulton
Johns Creek | GA | Fulton
Milton | GA | Fulton
Moody AFB | GA | Lowndes
Peachtree Corners | GA | Gwinnett
Robins AFB | GA | Houston
Sandy Springs | GA | Fulton
Sugar Hill | GA | Gwinnett
Andersen AFB | GU | Guam
Andersen Air Base | GU | Guam
Finegayan | GU | Guam
Big Island | HI | Hawaii
Hickam AFB | HI | Honolulu
Joint Base Pearl Harbor-Hickam | HI | Honolulu
Kaneohe Base | HI | Honolulu
Kaneohe Bay MCBH | HI | Honolulu
Kauai | HI | Kauai
Kauai Island | HI | Kauai
Maui | HI | Maui
Maui Island | HI | Maui
Naval Station Pearl Harbor | HI | Honolulu
Oahu | HI | Honolulu
Oahu Island | HI | Honolulu
Pearl Harbor | HI | Honolulu
Schofield Barracks | HI | Honolulu
Johnston | IA | Polk
Urbandale | IA | Polk
West Des Moines | IA | Polk
Windsor Heights | IA | Polk
Ammon | ID | Bonneville
Mountain Home AFB | ID | Elmore
Bannockburn | IL | Lake
Burr Ridge | IL | DuPage
Deer Park | IL | Lake
Great Lakes | IL | Lake
Lincolnwood | IL | Cook
Naval Station Great Lakes | IL | Lake
Norridge | IL | Cook
Oak Brook | IL | DuPage
Oakbrook Terrace | IL | DuPage
Rosemont | IL | Cook
Scott AFB | IL | St. Clair
South Barrington | IL | Cook
Vernon Hills | IL | Lake
Grissom AFB | IN | Miami
Grissom ARB | IN | Miami
Porter | IN | Porter
Speedway | IN | Marion
Edwardsville | KS | Wyandotte
Fort Riley | KS | Geary
Leawood | KS | Johnson
Lenexa | KS | Johnson
McConnell AFB | KS | Sedgwick
Merriam | KS | Johnson
Mission Woods | KS | Johnson
Overland Park | KS | Johnson
Prairie Village | KS | Johnson
Shawnee Mission | KS | Johnson
Blue Grass Army Depot | KY | Madison
Fort Campbell | KY | Christian
Fort Knox | KY | Hardin
Jeffersontown | KY | Jefferson
St Matthews | KY | Jefferson
Avondale | LA | Jefferson
Barksdale AFB | LA | Bossier
Elmwood | LA | Jefferson
Fort Johnson | LA | Vernon
Fort Polk | LA | Vernon
Jefferson | LA | Jefferson
Fort Devens | MA | Middlesex
Hanscom AFB | MA | Middlesex
North Quincy | MA | Norfolk
Seaport | MA | Suffolk
South Attleboro | MA | Bristol
Westover Air Reserve Base | MA | Hampden
Westover ARB | MA | Hampden
Aberdeen Proving Ground | MD | Harford
Adelphi | MD | Prince George's
Andrews AFB | MD | Prince George's
Baltimore City County | MD | Baltimore city
Camp Springs | MD | Prince George's
Fort Detrick | MD | Frederick
Fort George G Meade | MD | Anne Arundel
Fort Meade | MD | Anne Arundel
Joint Base Andrews | MD | Prince George's
Landover | MD | Prince George's
Largo | MD | Prince George's
National Harbor | MD | Prince George's
New Carrollton | MD | Prince George's
North Bethesda | MD | Montgomery
Patuxent River | MD | St. Mary's
White Oak | MD | Montgomery
Woodlawn | MD | Baltimore County
Auburn Hills | MI | Oakland
Bloomfield Township | MI | Oakland
Canton Township | MI | Wayne
Clinton Township | MI | Macomb
Farmington Hills | MI | Oakland
Kentwood | MI | Kent
Meridian Township | MI | Ingham
Norton Shores | MI | Muskegon
Portage | MI | Kalamazoo
Rochester Hills | MI | Oakland
Selfridge ANG Base | MI | Macomb
Shelby Township | MI | Macomb
Walker | MI | Kent
West Bloomfield | MI | Oakland
Wyoming | MI | Kent
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
Fort Snelling | MN | Hennepin
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
Otsego | MN | Wright
Plymouth | MN | Hennepin
Richfield | MN | Hennepin
Robbinsdale | MN | Hennepin
Roseville | MN | Ramsey
Saint Louis Park | MN | Hennepin
Shoreview | MN | Ramsey
Vadnais Heights | MN | Ramsey
West Saint Paul | MN | Dakota
White Bear Lake | MN | Ramsey
Woodbury | MN | Washington
Brentwood | MO | St. Louis County
Clayton | MO | St. Louis County
Creve Coeur | MO | St. Louis County
Des Peres | MO | St. Louis County
Gladstone | MO | Clay
Kinloch | MO | St. Louis County
Kirkwood | MO | St. Louis County
Manchester | MO | St. Louis County
Maplewood | MO | St. Louis County
North Kansas City | MO | Clay
Overland | MO | St. Louis County
Raytown | MO | Jackson
Richmond Heights | MO | St. Louis County
Riverside | MO | Platte
Sunset Hills | MO | St. Louis County
Town and Country | MO | St. Louis County
University City | MO | St. Louis County
Webster Groves | MO | St. Louis County
Weldon Spring | MO | St. Charles
Whiteman AFB | MO | Johnson
Saipan | MP | Saipan
Columbus AFB | MS | Lowndes
Keesler AFB | MS | Harrison
Stennis Space Center | MS | Hancock
Malmstrom AFB | MT | Cascade
Camp Lejeune | NC | Onslow
Cherry Point | NC | Craven
Duck | NC | Dare
Fort Bragg | NC | Cumberland
Fort Liberty | NC | Cumberland
Mint Hill | NC | Mecklenburg
Pope AFB | NC | Cumberland
Pope Field | NC | Cumberland
Seymour Johnson AFB | NC | Wayne
Grand Forks AFB | ND | Grand Forks
Minot AFB | ND | Ward
Offutt AFB | NE | Sarpy
Ralston | NE | Douglas
Santee | NE | Knox
Cherry Hill | NJ | Camden
Deptford | NJ | Gloucester
East Brunswick | NJ | Middlesex
Egg Harbor | NJ | Atlantic
Evesham | NJ | Burlington
Ewing | NJ | Mercer
Fort Dix | NJ | Burlington
Fort Monmouth | NJ | Monmouth
Franklin Township | NJ | Somerset
Hamilton | NJ | Mercer
Hanover | NJ | Morris
Joint Base McGuire-Dix-Lakehurst | NJ | Burlington
Lawrence | NJ | Mercer
Lawrenceville | NJ | Mercer
Manchester | NJ | Ocean
McGuire AFB | NJ | Burlington
Mount Laurel | NJ | Burlington
Parsippany-Troy Hills | NJ | Morris
Pennsauken | NJ | Camden
Picatinny Arsenal | NJ | Morris
South Brunswick | NJ | Middlesex
Wayne | NJ | Passaic
Woodbridge | NJ | Middlesex
Cannon AFB | NM | Curry
Holloman AFB | NM | Otero
Kirtland AFB | NM | Bernalillo
Los Ranchos de Albuquerque | NM | Bernalillo
White Sands | NM | Doña Ana
Creech AFB | NV | Clark
Enterprise | NV | Clark
Nellis AFB | NV | Clark
Paradise | NV | Clark
Spring Valley | NV | Clark
Summerlin | NV | Clark
Amherst | NY | Erie
Cheektowaga | NY | Erie
Cicero | NY | Onondaga
Clay | NY | Onondaga
Colonie | NY | Albany
East Farmingdale | NY | Suffolk
Fort Drum | NY | Jefferson
Fort Totten | NY | Queens
Greece | NY | Monroe
Harlem | NY | New York
Henrietta | NY | Monroe
Kenmore | NY | Erie
Kings | NY | Kings
Lake Success | NY | Nassau
Queens | NY | Queens
Scotia | NY | Schenectady
Sleepy Hollow | NY | Westchester
Tonawanda | NY | Erie
Beachwood | OH | Cuyahoga
Beavercreek | OH | Greene
Blue Ash | OH | Hamilton
Brooklyn | OH | Cuyahoga
Cleveland Heights | OH | Cuyahoga
Evendale | OH | Hamilton
Fairborn | OH | Greene
Gahanna | OH | Franklin
Green | OH | Summit
Huber Heights | OH | Montgomery
Independence | OH | Cuyahoga
Kettering | OH | Montgomery
Mason | OH | Warren
Mayfield Heights | OH | Cuyahoga
Middleburg Heights | OH | Cuyahoga
Montgomery | OH | Hamilton
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
Altus AFB | OK | Jackson
Del City | OK | Oklahoma
Fort Sill | OK | Comanche
Midwest City | OK | Oklahoma
Moore | OK | Cleveland
Tinker AFB | OK | Oklahoma
Vance AFB | OK | Garfield
Happy Valley | OR | Clackamas
Tigard | OR | Washington
Abington | PA | Montgomery
Bensalem | PA | Bucks
Brentwood | PA | Allegheny
Bruceton | PA | Allegheny
Cranberry Township | PA | Butler
East Norriton | PA | Montgomery
Elwyn | PA | Delaware
Greater Pittsburgh Airport | PA | Allegheny
Lester | PA | Delaware
Lower Merion | PA | Montgomery
Monroeville | PA | Allegheny
Radnor | PA | Delaware
Tinicum | PA | Delaware
Tobyhanna Army Depot | PA | Monroe
Trevose | PA | Bucks
Upper Darby | PA | Delaware
Upper Merion | PA | Montgomery
Yardley | PA | Bucks
Fort Buchanan | PR | Guaynabo
Naval Station Newport | RI | Newport
Charleston AFB | SC | Charleston
Fort Jackson | SC | Richland
Joint Base Charleston | SC | Charleston
Parris Island | SC | Beaufort
Shaw AFB | SC | Sumter
Ellsworth AFB | SD | Meade
Arnold AFB | TN | Coffee
Bartlett | TN | Shelby
Belle Meade | TN | Davidson
East Ridge | TN | Hamilton
Farragut | TN | Knox
Red Bank | TN | Hamilton
Alamo Heights | TX | Bexar
Balch Springs | TX | Dallas
Bee Cave | TX | Travis
Brooks City-Base | TX | Bexar
Carswell AFB | TX | Tarrant
Dyess AFB | TX | Taylor
Farmers Branch | TX | Dallas
Fort Bliss | TX | El Paso
Fort Cavazos | TX | Bell
Fort Hood | TX | Bell
Fort Sam Houston | TX | Bexar
Goodfellow AFB | TX | Tom Green
Highland Park | TX | Dallas
Joint Base San Antonio | TX | Bexar
Kelly AFB | TX | Bexar
Lackland AFB | TX | Bexar
Lakeway | TX | Travis
Laughlin AFB | TX | Val Verde
Live Oak | TX | Bexar
North Richland Hills | TX | Tarrant
Randolph AFB | TX | Bexar
Richland Hills | TX | Tarrant
Sheppard AFB | TX | Wichita
The Woodlands | TX | Montgomery
University Park | TX | Dallas
West Lake Hills | TX | Travis
Westlake | TX | Tarrant
White Settlement | TX | Tarrant
Cottonwood Heights | UT | Salt Lake
Dugway Proving Ground | UT | Tooele
Hill AFB | UT | Davis
Holladay | UT | Salt Lake
Millcreek | UT | Salt Lake
Murray | UT | Salt Lake
South Salt Lake | UT | Salt Lake
Taylorsville | UT | Salt Lake
West Valley City | UT | Salt Lake
Bailey's Crossroads | VA | Fairfax County
Ballston | VA | Arlington
Crystal City | VA | Arlington
Dulles Airport | VA | Loudoun
Fort A P Hill | VA | Caroline
Fort Belvoir | VA | Fairfax County
Fort Eustis | VA | Newport News
Fort Gregg-Adams | VA | Prince George
Fort Lee | VA | Prince George
Fort Myer | VA | Arlington
Fort Pickett | VA | Nottoway
Glen Allen | VA | Henrico
Joint Base Langley-Eustis | VA | Hampton
Langley AFB | VA | Hampton
Naval Station Norfolk | VA | Norfolk
Norfolk Naval Base | VA | Norfolk
Pentagon | VA | Arlington
Rosslyn | VA | Arlington
The Pentagon | VA | Arlington
Tysons | VA | Fairfax County
Tysons Corner | VA | Fairfax County
Vint Hill Farms Military Installation | VA | Fauquier
Wallops Island | VA | Accomack
Saint Croix | VI | St. Croix
Saint John | VI | St. John
Saint Thomas | VI | St. Thomas
Brier | WA | Snohomish
Burien | WA | King
Des Moines | WA | King
Fairchild AFB | WA | Spokane
Fort Lewis | WA | Pierce
Joint Base Lewis-McChord | WA | Pierce
Lakewood | WA | Pierce
McChord AFB | WA | Pierce
Naval Air Station Whidbey Island | WA | Island
Naval Base Kitsap | WA | Kitsap
Newcastle | WA | King
Puget Sound Naval Shipyard | WA | Kitsap
SeaTac | WA | King
Shoreline | WA | King
Spokane Valley | WA | Spokane
Tukwila | WA | King
Union Gap | WA | Yakima
University Place | WA | Pierce
Ashwaubenon | WI | Brown
Brown Deer | WI | Milwaukee
Fitchburg | WI | Dane
Fort McCoy | WI | Monroe
Fox Point | WI | Milwaukee
Glendale | WI | Milwaukee
Grand Chute | WI | Outagamie
Greenfield | WI | Milwaukee
Monona | WI | Dane
Wauwatosa | WI | Milwaukee
West Allis | WI | Milwaukee
Whiting | WI | Portage
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
