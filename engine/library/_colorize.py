"""Colours of a terminal, for argparse, traceback and unittest: what CPython's module of this name gives, without its data classes,
which take longer to make than most programs run."""

import os
import sys

COLORIZE = True
_NAMES = ("BLACK", "RED", "GREEN", "YELLOW", "BLUE", "MAGENTA", "CYAN", "WHITE")


class ANSIColors:
    RESET = "\x1b[0m"
    BOLD = "\x1b[1m"


for _prefix, _start in (("", "3"), ("BOLD_", "1;3"), ("INTENSE_", "9"), ("BACKGROUND_", "4"), ("INTENSE_BACKGROUND_", "10")):
    for _digit, _name in enumerate(_NAMES):
        setattr(ANSIColors, _prefix + _name, f"\x1b[{_start}{_digit}m")

ColorCodes = {value for name, value in vars(ANSIColors).items() if not name.startswith("__")}
NoColors = ANSIColors()
for _name in vars(ANSIColors):
    if not _name.startswith("__"):
        setattr(NoColors, _name, "")


class ThemeSection:
    """Colours by name, as attributes and as a mapping."""

    _colors = {}

    def __init__(self, **colors):
        for name in colors:
            if name not in self._colors:
                raise TypeError(f"{type(self).__name__}.__init__() got an unexpected keyword argument {name!r}")
        self.__dict__.update(self._colors, **colors)

    def copy_with(self, **colors):
        return type(self)(**{**self.__dict__, **colors})

    @classmethod
    def no_colors(cls):
        return cls(**dict.fromkeys(cls._colors, ""))

    def __setattr__(self, name, value):
        raise AttributeError(f"cannot assign to field {name!r}")

    def __getitem__(self, name):
        return self.__dict__[name]

    def __len__(self):
        return len(self._colors)

    def __iter__(self):
        return iter(self._colors)

    def keys(self):
        return self.__dict__.keys()

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if type(other) is type(self) else NotImplemented

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"


class Argparse(ThemeSection):
    _colors = dict(
        usage=ANSIColors.BOLD_BLUE, prog=ANSIColors.BOLD_MAGENTA, prog_extra=ANSIColors.MAGENTA, heading=ANSIColors.BOLD_BLUE,
        summary_long_option=ANSIColors.CYAN, summary_short_option=ANSIColors.GREEN, summary_label=ANSIColors.YELLOW,
        summary_action=ANSIColors.GREEN, long_option=ANSIColors.BOLD_CYAN, short_option=ANSIColors.BOLD_GREEN,
        label=ANSIColors.BOLD_YELLOW, action=ANSIColors.BOLD_GREEN, reset=ANSIColors.RESET)


class Syntax(ThemeSection):
    _colors = dict(
        prompt=ANSIColors.BOLD_MAGENTA, keyword=ANSIColors.BOLD_BLUE, keyword_constant=ANSIColors.BOLD_BLUE, builtin=ANSIColors.CYAN,
        comment=ANSIColors.RED, string=ANSIColors.GREEN, number=ANSIColors.YELLOW, op=ANSIColors.RESET, definition=ANSIColors.BOLD,
        soft_keyword=ANSIColors.BOLD_BLUE, reset=ANSIColors.RESET)


class Traceback(ThemeSection):
    _colors = dict(
        type=ANSIColors.BOLD_MAGENTA, message=ANSIColors.MAGENTA, filename=ANSIColors.MAGENTA, line_no=ANSIColors.MAGENTA,
        frame=ANSIColors.MAGENTA, error_highlight=ANSIColors.BOLD_RED, error_range=ANSIColors.RED, reset=ANSIColors.RESET)


class Unittest(ThemeSection):
    _colors = dict(passed=ANSIColors.GREEN, warn=ANSIColors.YELLOW, fail=ANSIColors.RED, fail_info=ANSIColors.BOLD_RED,
                   reset=ANSIColors.RESET)


_SECTIONS = {"argparse": Argparse, "syntax": Syntax, "traceback": Traceback, "unittest": Unittest}


class Theme:
    """A section for each part of Python that shows colours."""

    def __init__(self, **sections):
        for name, section in _SECTIONS.items():
            setattr(self, name, sections.get(name) or section())

    def copy_with(self, **sections):
        return type(self)(**{**self.__dict__, **{name: section for name, section in sections.items() if section}})

    @classmethod
    def no_colors(cls):
        return cls(**{name: section.no_colors() for name, section in _SECTIONS.items()})


def get_colors(colorize=False, *, file=None):
    return ANSIColors() if colorize or can_colorize(file=file) else NoColors


def decolor(text):
    """Remove ANSI color codes from a string."""
    for code in ColorCodes:
        text = text.replace(code, "")
    return text


def can_colorize(*, file=None):
    file = sys.stdout if file is None else file
    get = os.environ.get
    if not sys.flags.ignore_environment:
        if get("PYTHON_COLORS") == "0":
            return False
        if get("PYTHON_COLORS") == "1":
            return True
    if get("NO_COLOR") or not COLORIZE:
        return False
    if get("FORCE_COLOR"):
        return True
    if get("TERM") == "dumb" or not hasattr(file, "fileno"):
        return False
    try:
        return os.isatty(file.fileno())
    except OSError:
        return hasattr(file, "isatty") and file.isatty()


default_theme = Theme()
theme_no_color = Theme.no_colors()
_theme = default_theme


def get_theme(*, tty_file=None, force_color=False, force_no_color=False):
    """Returns the current theme, or one without colours where none can be shown."""
    if force_color or (not force_no_color and can_colorize(file=tty_file)):
        return _theme
    return theme_no_color


def set_theme(t):
    global _theme
    if not isinstance(t, Theme):
        raise ValueError(f"Expected Theme object, found {t}")
    _theme = t
