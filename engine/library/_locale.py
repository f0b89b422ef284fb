"""The locale: always C, with UTF-8."""

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = 0, 1, 2, 3, 4, 5, 6
CHAR_MAX = 127
CODESET = 14
Error = type("Error", (Exception,), {"__module__": "locale"})


def setlocale(category, locale=None, /):
    if locale not in (None, "", "C", "POSIX", "C.UTF-8"):
        raise Error("unsupported locale setting")
    return "C"


def localeconv():
    numbers = dict.fromkeys(
        ["int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space", "n_cs_precedes", "n_sep_by_space",
         "p_sign_posn", "n_sign_posn"], CHAR_MAX)
    texts = dict.fromkeys(
        ["int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep", "positive_sign",
         "negative_sign", "thousands_sep"], "")
    return {"decimal_point": ".", "grouping": [], "mon_grouping": [], **texts, **numbers}


def strcoll(a, b, /):
    return (a > b) - (a < b)


def strxfrm(text, /):
    return text


def nl_langinfo(item, /):
    return "UTF-8" if item == CODESET else ""


def getencoding():
    return "utf-8"
