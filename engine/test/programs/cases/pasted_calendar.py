# Dates: calendar, datetime with zones, timedelta, strftime, a schedule.
import calendar
import datetime as dt
from datetime import date, datetime, time, timedelta, timezone

print(calendar.month(2024, 2))
print(calendar.TextCalendar(calendar.SUNDAY).formatmonth(2023, 10))
print(calendar.isleap(2024), calendar.leapdays(2000, 2025), calendar.monthrange(2024, 2), calendar.weekday(2024, 7, 4), list(calendar.day_abbr), calendar.month_name[5])
print([d.isoformat() for d in calendar.Calendar().itermonthdates(2024, 9)][:3], calendar.monthcalendar(2024, 9)[0])
start = date(2024, 1, 31)
print(start + timedelta(days=30), start.replace(month=3), start.isocalendar(), start.toordinal(), date.fromordinal(738000), start.strftime("%a %d %B %Y, day %j, week %W"))
moment = datetime(2024, 3, 10, 15, 4, 5, 678901)
print(moment, moment.isoformat(sep=" ", timespec="milliseconds"), moment.date(), moment.time(), moment.timetuple()[:6], moment.replace(tzinfo=timezone.utc).timestamp(),
      moment.strftime("%I:%M %p %y %f"), repr(moment), moment.ctime())
zone = timezone(timedelta(hours=5, minutes=30), "IST")
aware = moment.replace(tzinfo=zone)
print(aware, aware.astimezone(timezone.utc), aware.utcoffset(), aware.tzname(), aware == aware.astimezone(timezone.utc), datetime.fromtimestamp(0, timezone.utc))
for text, layout in (("2024-05-06 07:08:09", "%Y-%m-%d %H:%M:%S"), ("6 May 24 07:08 PM", "%d %b %y %I:%M %p"), ("2024-127", "%Y-%j"), ("12:30:15 +0200", "%H:%M:%S %z")):
    print(datetime.strptime(text, layout))
for text in ("2024-02-30", "20240229", "2024-W09-4", "2024-02-29T12:30:45.5+02:00", "nonsense"):
    try:
        print(datetime.fromisoformat(text))
    except ValueError as error:
        print(error)
span = timedelta(days=3, hours=30, minutes=-5, microseconds=1)
print(span, span.total_seconds(), span // timedelta(hours=1), span % timedelta(hours=1), divmod(span, timedelta(days=1)), -span, abs(-span), span * 1.5, span / 2, repr(span), timedelta(weeks=1) > span)
print(time(12, 30) < time(13), time(23, 59, 59).isoformat(), time.fromisoformat("04:05:06"), datetime.combine(start, time(8)), datetime.min, date.max, timedelta.max)
for act in (lambda: date(2024, 2, 30), lambda: date(2024, 13, 1), lambda: datetime.strptime("x", "%Y"), lambda: datetime.strptime("2024-01-01 x", "%Y-%m-%d"), lambda: time(25)):
    try:
        print(act())
    except ValueError as error:
        print(type(error).__name__, error)
for act in (lambda: moment - aware, lambda: moment < aware, lambda: date.max + timedelta(1), lambda: start < moment, lambda: timedelta(10**10), lambda: moment + 1, lambda: date("x")):
    try:
        print(act())
    except (TypeError, OverflowError) as error:
        print(type(error).__name__)


def birthdays(people, today):
    for name, born in sorted(people.items(), key=lambda item: (item[1].month, item[1].day)):
        due = born.replace(year=today.year)
        if due < today:
            due = due.replace(year=today.year + 1)
        yield name, (due - today).days, due.year - born.year


print(list(birthdays({"Ann": date(1990, 5, 1), "Bob": date(1985, 12, 24), "Cy": date(2000, 1, 2)}, date(2024, 6, 1))))
fridays = [date(2024, m, 13) for m in range(1, 13) if date(2024, m, 13).weekday() == 4]
print(fridays, (date(2024, 12, 25) - date(2024, 7, 4)).days, dt.MINYEAR, max(fridays).strftime("%x"))
