"""Averages and spread."""

import math as _math
from collections import Counter as _Counter

__all__ = ['StatisticsError', 'mean', 'fmean', 'geometric_mean', 'harmonic_mean', 'median', 'median_low', 'median_high',
           'mode', 'multimode', 'pvariance', 'variance', 'pstdev', 'stdev', 'quantiles', 'covariance', 'correlation',
           'linear_regression']


class StatisticsError(ValueError):
    pass


def _exact(value):
    """A number as numerator and denominator."""
    return value.as_integer_ratio()


def _sum(data):
    """The exact sum as a fraction, how many, and whether all are ints."""
    parts = {}
    count = 0
    whole = True
    for value in data:
        count += 1
        if not isinstance(value, int):
            whole = False
            if isinstance(value, float) and not _math.isfinite(value):
                return None, count, value
        n, d = _exact(value)
        parts[d] = parts.get(d, 0) + n
    numerator, denominator = 0, 1
    for d, n in parts.items():
        numerator, denominator = numerator * d + n * denominator, denominator * d
        divisor = _math.gcd(numerator, denominator)
        numerator //= divisor
        denominator //= divisor
    return (numerator, denominator), count, whole


def _result(numerator, denominator, whole):
    if whole and numerator % denominator == 0:
        return numerator // denominator
    return numerator / denominator


def mean(data):
    """The arithmetic mean."""
    data = list(data)
    if not data:
        raise StatisticsError('mean requires at least one data point')
    total, count, whole = _sum(data)
    if total is None:
        return sum(data) / count
    return _result(total[0], total[1] * count, whole)


def fmean(data, weights=None):
    """The arithmetic mean as a float."""
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError('fmean requires at least one data point')
        return _math.fsum(data) / len(data)
    weights = list(weights)
    if len(data) != len(weights):
        raise StatisticsError('data and weights must be the same length')
    total = _math.fsum(weights)
    if not total:
        raise StatisticsError('sum of weights must be non-zero')
    return _math.sumprod(data, weights) / total


def geometric_mean(data):
    """The geometric mean."""
    data = [float(value) for value in data]
    if not data:
        raise StatisticsError('Must have a non-empty dataset')
    if any(value < 0 for value in data):
        raise StatisticsError('No negative inputs allowed')
    if any(value == 0 for value in data):
        return 0.0
    return _math.exp(_math.fsum(map(_math.log, data)) / len(data))


def harmonic_mean(data, weights=None):
    """The harmonic mean."""
    data = list(data)
    if not data:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if any(value < 0 for value in data):
        raise StatisticsError('harmonic mean does not support negative values')
    if any(value == 0 for value in data):
        return 0
    weights = [1] * len(data) if weights is None else list(weights)
    total = sum(weights)
    numerator, denominator = 0, 1
    for weight, value in zip(weights, data):
        n, d = _exact(value)
        wn, wd = _exact(weight)
        numerator, denominator = numerator * n * wd + wn * d * denominator, denominator * n * wd
    n, d = _exact(total)
    top, bottom = n * denominator, d * numerator
    return top / bottom


def median(data):
    """The middle value, or the mean of the two in the middle."""
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError('no median for empty data')
    if n % 2 == 1:
        return data[n // 2]
    return (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError('no median for empty data')
    return data[n // 2] if n % 2 else data[n // 2 - 1]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[len(data) // 2]


def mode(data):
    """The most common value, the first of several."""
    pairs = _Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError('no mode for empty data')
    return pairs[0][0]


def multimode(data):
    counts = _Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _squares(data, center=None):
    """The exact sum of squared deviations as a fraction, the count, and whether all are ints."""
    total, count, whole = _sum(data)
    if total is None:
        return None, count, False
    if center is None:
        n, d = total
        d *= count
    else:
        n, d = _exact(center)
    numerator, denominator = 0, 1
    for value in data:
        vn, vd = _exact(value)
        # (v - n/d) squared
        top = (vn * d - n * vd) ** 2
        bottom = (vd * d) ** 2
        numerator, denominator = numerator * bottom + top * denominator, denominator * bottom
        divisor = _math.gcd(numerator, denominator)
        numerator //= divisor
        denominator //= divisor
    return (numerator, denominator), count, whole


def variance(data, xbar=None):
    """The variance of a sample."""
    data = list(data)
    if len(data) < 2:
        raise StatisticsError('variance requires at least two data points')
    (n, d), count, whole = _squares(data, xbar)
    return _result(n, d * (count - 1), whole)


def pvariance(data, mu=None):
    """The variance of a population."""
    data = list(data)
    if not data:
        raise StatisticsError('pvariance requires at least one data point')
    (n, d), count, whole = _squares(data, mu)
    return _result(n, d * count, whole)


def _root(n, d):
    """The correctly rounded square root of a fraction."""
    shift = (n.bit_length() - d.bit_length() - 109) // 2
    if shift >= 0:
        top, bottom = n, d << 2 * shift
    else:
        top, bottom = n << -2 * shift, d
    quotient = top // bottom
    root = _math.isqrt(quotient)
    if root * root * bottom != top:
        root |= 1
    return root * (1 << shift) / 1 if shift >= 0 else root / (1 << -shift)


def stdev(data, xbar=None):
    """The standard deviation of a sample."""
    data = list(data)
    if len(data) < 2:
        raise StatisticsError('stdev requires at least two data points')
    (n, d), count, whole = _squares(data, xbar)
    return _root(n, d * (count - 1)) if n else 0.0


def pstdev(data, mu=None):
    """The standard deviation of a population."""
    data = list(data)
    if not data:
        raise StatisticsError('pstdev requires at least one data point')
    (n, d), count, whole = _squares(data, mu)
    return _root(n, d * count) if n else 0.0


def quantiles(data, *, n=4, method='exclusive'):
    """The cut points of n intervals of equal probability."""
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    size = len(data)
    if size < 2:
        if size == 1:
            return data * (n - 1)
        raise StatisticsError('must have at least one data point')
    result = []
    if method == 'inclusive':
        m = size - 1
        for i in range(1, n):
            j, delta = divmod(i * m, n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == 'exclusive':
        m = size + 1
        for i in range(1, n):
            j = min(max(i * m // n, 1), size - 1)
            delta = i * m - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f'Unknown method: {method!r}')


def covariance(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError('covariance requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError('covariance requires at least two data points')
    xbar = _math.fsum(x) / n
    ybar = _math.fsum(y) / n
    return _math.sumprod((xi - xbar for xi in x), (yi - ybar for yi in y)) / (n - 1)


def correlation(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError('correlation requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError('correlation requires at least two data points')
    xbar = _math.fsum(x) / n
    ybar = _math.fsum(y) / n
    x = [xi - xbar for xi in x]
    y = [yi - ybar for yi in y]
    sxx = _math.sumprod(x, x)
    syy = _math.sumprod(y, y)
    if not sxx or not syy:
        raise StatisticsError('at least one of the inputs is constant')
    return _math.sumprod(x, y) / _math.sqrt(sxx * syy)


class LinearRegression(tuple):
    slope = property(lambda self: self[0])
    intercept = property(lambda self: self[1])

    def __repr__(self):
        return f'LinearRegression(slope={self[0]!r}, intercept={self[1]!r})'


def linear_regression(x, y, /, *, proportional=False):
    n = len(x)
    if len(y) != n:
        raise StatisticsError('linear regression requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError('linear regression requires at least two data points')
    if proportional:
        return LinearRegression((_math.sumprod(x, y) / _math.sumprod(x, x), 0.0))
    xbar = _math.fsum(x) / n
    ybar = _math.fsum(y) / n
    x = [xi - xbar for xi in x]
    sxx = _math.sumprod(x, x)
    if not sxx:
        raise StatisticsError('x is constant')
    slope = _math.sumprod(x, [yi - ybar for yi in y]) / sxx
    return LinearRegression((slope, ybar - slope * xbar))
