"""Writes sessions.csv: the sessions of 2000-2030 as independent packages have them.

usage: python make_sessions.py > sessions.csv

needs: exchange_calendars 4.13.2, pandas_market_calendars 5.5.0 (both MIT or Apache licensed)

A line stands for every day from `first` to `last`, week-ends left out (calendar 24x7: no day left
out): `open` and `close` are seconds from the date's midnight UTC. A working day in no line is
closed. Nothing is corrected here: where a package errs, the test says so.
"""

import datetime
import sys
import zoneinfo

import exchange_calendars
import pandas_market_calendars

FIRST, LAST = "2000-01-01", "2030-12-31"


def days():
    day, last = map(datetime.date.fromisoformat, (FIRST, LAST))
    while day <= last:
        yield day
        day += datetime.timedelta(days=1)


def of_exchange_calendars(name):
    calendar = exchange_calendars.get_calendar(name, start=FIRST, end=LAST)
    return {day.date(): (row["open"], row["close"]) for day, row in calendar.schedule.iterrows()}


def of_market_calendars(name):
    schedule = pandas_market_calendars.get_calendar(name).schedule(FIRST, LAST)
    return {
        day.date(): (row["market_open"], row["market_close"]) for day, row in schedule.iterrows()
    }


def of_forex():
    """From the tz database alone: 17:00 to 17:00 New York, Monday to Friday."""
    zone = zoneinfo.ZoneInfo("America/New_York")

    def five(day):
        return datetime.datetime.combine(day, datetime.time(17), zone)

    eve = datetime.timedelta(days=1)
    return {day: (five(day - eve), five(day)) for day in days() if day.weekday() < 5}


def seconds(moment, day):
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.timezone.utc)
    return round(moment.timestamp() - midnight.timestamp())


def lines(name, sessions):
    """Joins neighbouring days with equal times."""
    run = None
    for day in days():
        if name != "24x7" and day.weekday() > 4 and day not in sessions:
            continue
        times = sessions.get(day)
        times = times and tuple(seconds(moment, day) for moment in times)
        if run and run[2] == times:
            run[1] = day
            continue
        if run and run[2]:
            yield run
        run = [day, day, times]
    if run and run[2]:
        yield run


def main():
    calendars = {
        "XNYS": of_exchange_calendars("XNYS"),
        "XNAS": of_exchange_calendars("XNAS"),
        "XNYS/2": of_market_calendars("NYSE"),
        "CME": of_market_calendars("CME Globex Equity"),
        "24x7": of_exchange_calendars("24/7"),
        "FOREX": of_forex(),
    }
    print("calendar,first,last,open,close")
    for name, sessions in calendars.items():
        for first, last, (opening, close) in lines(name, sessions):
            print(name, first, last, opening, close, sep=",")


if __name__ == "__main__":
    sys.exit(main())
