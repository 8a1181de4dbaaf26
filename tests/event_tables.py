"""Small event tables after the published layouts of their data sets; every happening in them is invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from servanda.documents.datasets import dataset_table

ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name", "Target Sectors",
    "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
ACLED = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2",
    "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude",
    "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
UCDP = dataset_table().datasets["ucdp"].columns
GDELT2 = dataset_table().datasets["gdelt"].columns
GDELT1 = tuple(name for name in GDELT2 if "ADM2" not in name)
Row = Mapping[str, str]

TALKS: Row = {
    "Event ID": "9001", "Event Date": "2031-05-02", "Source Name": "Foreign Ministry (Norway)", "Source Sectors": "Foreign Ministry,Government",
    "Source Country": "Norway", "Event Text": "Engage in negotiation", "CAMEO Code": "046", "Intensity": "7.0", "Target Name": "Foreign Ministry (Chile)",
    "Target Sectors": "Government", "Target Country": "Chile", "Story ID": "12", "Sentence Number": "1", "Publisher": "Lantern Wire", "City": "Bergen",
    "District": "NA", "Province": "NA", "Country": "Norway", "Latitude": "60.39", "Longitude": "5.32",
}  # fmt: skip
VISIT: Row = {
    "GLOBALEVENTID": "77001", "SQLDATE": "20310502", "Actor1Code": "CHLGOV", "Actor1Name": "SANTIAGO", "Actor1CountryCode": "CHL", "Actor1Type1Code": "GOV",
    "Actor2Code": "ROM", "Actor2Name": "THE CARPATHIANS", "Actor2CountryCode": "ROM", "IsRootEvent": "1", "EventCode": "042", "EventBaseCode": "042",
    "EventRootCode": "04", "QuadClass": "1", "GoldsteinScale": "1.9", "ActionGeo_Type": "4", "ActionGeo_FullName": "Bergen, Hordaland, Norway",
    "ActionGeo_CountryCode": "NO", "ActionGeo_Lat": "60.39", "ActionGeo_Long": "5.32", "DATEADDED": "20310503081500",
    "SOURCEURL": "https://www.lantern.example/talks?utm_source=feed",
}  # fmt: skip
CLASH: Row = {
    "event_id_cnty": "NOR12", "event_date": "02 May 2031", "year": "2031", "time_precision": "1", "disorder_type": "Political violence",
    "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Military Forces of Norway (2029-)", "inter1": "State forces",
    "actor2": "Northern Fjord Front", "inter2": "Rebel group", "interaction": "State forces-Rebel group", "country": "Norway", "admin1": "Vestland",
    "location": "Bergen", "latitude": "60.3900", "longitude": "5.3200", "geo_precision": "1", "source": "Lantern Wire; Hill Courier",
    "notes": "On 2 May 2031, soldiers and fighters of the front shot at each other at the old customs house; 3 died.", "fatalities": "3",
    "timestamp": "1935705600",
}  # fmt: skip
RAID: Row = {
    "id": "500001", "relid": "NOR-2031-1-1", "year": "2031", "active_year": "1", "code_status": "Clear", "type_of_violence": "3",
    "conflict_name": "Fjord Front - Civilians", "dyad_name": "Fjord Front - Civilians", "side_a": "Fjord Front", "side_b": "Civilians",
    "number_of_sources": "1", "source_article": '"Lantern Wire,2031-05-10,Raid on the salt works leaves several dead"', "source_office": "Lantern Wire",
    "source_date": "2031-05-10", "source_headline": "Raid on the salt works leaves several dead", "source_original": "village elder",
    "where_prec": "2", "where_coordinates": "Bergen town", "adm_1": "Vestland county", "latitude": "60.39", "longitude": "5.32", "country": "Norway",
    "event_clarity": "2", "date_prec": "2", "date_start": "2031-05-03 00:00:00.000", "date_end": "2031-05-06 00:00:00.000",
    "deaths_civilians": "5", "best": "5", "high": "9", "low": "4",
}  # fmt: skip


def tab(columns: Iterable[str], rows: Iterable[Row], *, header: bool = True) -> str:
    """Rows parted by tabs, nothing quoted."""
    names = list(columns)
    lines = ["\t".join(names)] if header else []
    return "".join(line + "\n" for line in [*lines, *("\t".join(row.get(name, "") for name in names) for row in rows)])


def comma(columns: Iterable[str], rows: Iterable[Row], *, header: bool = True, delimiter: str = ",") -> str:
    """Rows as spreadsheets write them."""
    names, out = list(columns), io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    if header:
        writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return out.getvalue()
