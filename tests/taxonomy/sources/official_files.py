"""Small self-written files in the shapes of the official ones."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl


def write_workbook(path: Path, sheets: Mapping[str, Sequence[Any]]) -> None:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)


def write_lines(path: Path, *lines: str, encoding: str = "utf-8") -> None:
    path.write_text("\n".join(lines) + "\n", encoding=encoding)


def write_onet(folder: Path) -> None:
    """An O*NET release with two occupations."""
    folder.mkdir(parents=True, exist_ok=True)
    write_lines(folder / "Read Me.txt", "O*NET 99.1 Database", "May 2031 Release", "---")
    write_lines(
        folder / "Occupation Data.txt",
        "O*NET-SOC Code\tTitle\tDescription",
        "11-1011.00\tChief Executives\tA sentence that must not be compiled.",
        "11-1011.03\tChief Sustainability Officers\tAnother one.",
    )
    write_lines(
        folder / "Alternate Titles.txt",
        "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)",
        "11-1011.00\tAgency Owner\tn/a\t10",
        '11-1011.00\tHead "Boss" of Post\tHOP\t08',
    )
    write_lines(
        folder / "Sample of Reported Titles.txt",
        "O*NET-SOC Code\tReported Job Title\tShown in My Next Move",
        "11-1011.03\tGreen Chief\tY",
    )
    write_lines(
        folder / "Technology Skills.txt",
        "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand",
        "11-1011.00\tWordThing\t43232104\tWord processing software\tY\tN",
    )
    write_lines(
        folder / "UNSPSC Reference.txt",
        "Commodity Code\tCommodity Title\tClass Code",
        "43232104\tWord processing software\t43232100",
    )
    write_lines(
        folder / "Job Zones.txt",
        "O*NET-SOC Code\tJob Zone\tDate\tDomain Source",
        "11-1011.00\t5\t08/2023\tAnalyst",
    )


def write_direct_match(folder: Path) -> None:
    rows = [
        ["U.S. Bureau of Labor Statistics"],
        ["2018 SOC Code", "2018 SOC Title", "2018 SOC Direct Match Title", "Illustrative Example"],
        ["11-1011", "Chief Executives", "Admiral of Everything", "x"],
        ["11-1021", "General and Operations Managers", "Operations Boss", ""],
    ]
    write_workbook(folder / "soc_2018_direct_match_title_file.xlsx", {"Sorted by SOC": rows})


def write_geography(folder: Path) -> None:
    """Counties, CBSAs and ZIPs of one Minnesotan, one Virginian and one Connecticut metropolitan area."""
    write_lines(
        folder / "fips_counties.csv",
        "state,statefp,countyfp,countyname,classfp",
        "AK,02,270,Wade Hampton Census Area,H5",
        "CT,09,003,Hartford County,H4",
        "MN,27,053,Hennepin County,H1",
        "MN,27,123,Ramsey County,H1",
        "SD,46,113,Shannon County,H1",
        "VA,51,059,Fairfax County,H1",
        "VA,51,600,Fairfax city,C7",
        "VA,51,515,Bedford city,C7",
        "UM,74,300,Midway Islands,H4",
    )
    header = [
        "CBSA Code",
        "CBSA Title",
        "Metropolitan/Micropolitan Statistical Area",
        "County/County Equivalent",
        "FIPS State Code",
        "FIPS County Code",
    ]
    metro = "Metropolitan Statistical Area"
    rows = [
        ["Table with row headers in column A"],
        header,
        ["33460", "Minneapolis-St. Paul, MN", metro, "Hennepin County", "27", "053"],
        ["33460", "Minneapolis-St. Paul, MN", metro, "Ramsey County", "27", "123"],
        ["47900", "Washington-Arlington, DC-VA", metro, "Fairfax County + Fairfax city", "51", "919"],
        ["25540", "Hartford, CT", metro, "Capitol Planning Region", "09", "110"],
        ["99990", "Kusilvak, AK", "Micropolitan Statistical Area", "Kusilvak Census Area", "02", "158"],
        ["Note: a footnote"],
    ]
    write_workbook(folder / "cbsa_list1_2023.xlsx", {"List 1": rows})
    write_lines(
        folder / "zip_county_fips.csv",
        "zip,fips,county,state",
        "55101,27123,Ramsey,MN",
        "55102,27123,Ramsey,MN",
        "55103,27053,Hennepin,MN",
        "55401,27053,Hennepin,MN",
        "57770,46113,Shannon,SD",
    )
    write_lines(
        folder / "zip_cbsa.csv",
        "zip,geoid,res_ratio,bus_ratio,oth_ratio,tot_ratio,city,state",
        "55101,33460,1,1,1,1.0,SAINT PAUL,MN",
        "55102,99999,0,0,0,0.2,SAINT PAUL,MN",
        "55102,33460,1,1,1,0.8,SAINT PAUL,MN",
        "55103,33460,1,1,1,1.0,SAINT PAUL,MN",
        "55401,33460,1,1,1,1.0,MINNEAPOLIS,MN",
        "57770,99999,1,1,1,1.0,PINE RIDGE,SD",
        "09001,99999,1,1,1,1.0,APO,AE",
    )


def zip_folder(folder: Path, archive: Path, inside: str) -> None:
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(folder.iterdir()):
            packed.write(path, f"{inside}/{path.name}")
