# Dates, durations and statistics.
from datetime import date, datetime, timedelta, timezone, time
import statistics as st
def t(f, *a, **k):
    try: return repr(f(*a, **k))
    except BaseException as e: return type(e).__name__ + ': ' + str(e)
d = date(2024, 2, 29)
print(d, repr(d), d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), date.fromordinal(738945), d + timedelta(366), d - date(2023,1,1), d.strftime('%d/%m/%Y %A %B %j'), d.replace(year=2020), d < date(2025,1,1), f'{d:%Y}', date.fromisoformat('2020-01-02'), d.ctime(), hash(d)==hash(date(2024,2,29)), date.min, date.max)
print(t(date,2023,2,29), t(date,0,1,1), t(date,2024,13,1), t(date,'a',1,1), t(date.fromisoformat,'x'))
x = datetime(2024,1,31,13,45,30,123456)
print(x, repr(x), x.isoformat(), x.date(), x.time(), x+timedelta(hours=12,minutes=30), x-datetime(2024,1,1), x.strftime('%Y-%m-%d %H:%M:%S.%f %p %I %a %b'), x.replace(microsecond=0), x.timestamp(), datetime.fromtimestamp(0, timezone.utc), x.isoformat(' ','minutes'), x.weekday())
print(datetime.strptime('2024-03-05 14:30','%Y-%m-%d %H:%M'), datetime.strptime('5 Mar 2024','%d %b %Y'), t(datetime.strptime,'x','%Y'), datetime.fromisoformat('2024-01-02T03:04:05+02:00'), datetime.fromisoformat('2024-01-02'), datetime(2024,1,1,tzinfo=timezone.utc), datetime(2024,1,1,tzinfo=timezone(timedelta(hours=-5))).astimezone(timezone.utc), repr(datetime(2024,1,1)), datetime.combine(d, time(1,2)))
td = timedelta(days=1, hours=2, seconds=3.5)
print(td, repr(td), td.total_seconds(), td*2, td/2, td//timedelta(hours=1), -td, abs(-td), td % timedelta(hours=5), timedelta(minutes=90), timedelta(0), repr(timedelta(0)), timedelta(-1), timedelta(1) == timedelta(hours=24), td > timedelta(1), timedelta(weeks=1).days, divmod(td, timedelta(hours=1)), timedelta(milliseconds=1500), td/timedelta(hours=1), td*1.5, bool(timedelta(0)), sum([td,td],timedelta()))
print(time(1,2,3), repr(time(1,2,3)), repr(time(1,2)), time(1) < time(2), time(23,59).isoformat(), timezone.utc, repr(timezone.utc), timezone(timedelta(hours=5,minutes=30)))
data = [2, 4, 4, 4, 5, 5, 7, 9]
print(st.mean(data), st.median(data), st.mode(data), st.pstdev(data), st.stdev(data), st.variance(data), st.pvariance(data), st.fmean(data), st.median_low(data), st.median_high(data), st.multimode('aabbc'), st.quantiles(data), st.quantiles(data, n=10), st.quantiles(data, method='inclusive'), st.geometric_mean([1,2,4]), st.harmonic_mean([40,60]), st.mean([1.5,2.5,3.75]), st.stdev([1.5,2.5,2.5,2.75,3.25,4.75]), st.variance([0.1,0.2,0.4]), st.mean([1,2]), st.correlation([1,2,3],[1,5,7]), st.linear_regression([1,2,3],[2,4,7]), st.covariance([1,2,3],[1,5,7]))
print(t(st.mean,[]), t(st.stdev,[1]), t(st.mode,[]), t(st.median,[]))
