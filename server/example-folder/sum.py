"""Adds up the hours of each berth. Run it where the folder is mounted: python3 sum.py"""

import csv
import pathlib

hours = {}
with open(pathlib.Path(__file__).with_name("measurements.csv"), newline="") as file:
    for row in csv.DictReader(file):
        hours[row["berth"]] = hours.get(row["berth"], 0) + float(row["hours"])

for berth, total in sorted(hours.items()):
    print(f"{berth:6} {total:7.2f} h")
