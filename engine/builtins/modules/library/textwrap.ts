/** textwrap: paragraphs broken into lines, indented and dedented. */
export const TEXTWRAP = String.raw`
import re as _re

__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent', 'indent', 'shorten']

_WHITESPACE = '\t\n\x0b\x0c\r '
_CHUNKS = _re.compile(r'([\t\n\x0b\x0c\r ]+)')
_HYPHENS = _re.compile(r'([^\s\w]*\w+[^0-9\W]-(?=\w+[^0-9\W])|(?<=[\w!"\'&.,?])-{2,}(?=\w))')


class TextWrapper:
    """Breaks text into lines of limited width."""

    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=' [...]'):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _split(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate({ord(c): ' ' for c in _WHITESPACE})
        chunks = []
        for chunk in _CHUNKS.split(text):
            if self.break_on_hyphens and '-' in chunk:
                chunks += [part for part in _HYPHENS.split(chunk) if part]
            elif chunk:
                chunks.append(chunk)
        return chunks

    def wrap(self, text):
        """The lines of one paragraph."""
        if self.width <= 0:
            raise ValueError(f'invalid width {self.width!r} (must be > 0)')
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError('placeholder too large for max width')
        chunks = self._split(text)
        chunks.reverse()
        lines = []
        while chunks:
            line = []
            length = 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == '' and lines:
                del chunks[-1]
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                space = max(1, width - length) if width >= 1 else 1
                if self.break_long_words:
                    chunk = chunks[-1]
                    end = space
                    if self.break_on_hyphens and len(chunk) > space:
                        hyphen = chunk.rfind('-', 0, space)
                        if hyphen > 0 and any(c != '-' for c in chunk[:hyphen]):
                            end = hyphen + 1
                    line.append(chunk[:end])
                    chunks[-1] = chunk[end:]
                elif not line:
                    line.append(chunks.pop())
                length = sum(map(len, line))
            if self.drop_whitespace and line and line[-1].strip() == '':
                length -= len(line[-1])
                del line[-1]
            if not line:
                continue
            if (self.max_lines is None or len(lines) + 1 < self.max_lines
                    or (not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()) and length <= width):
                lines.append(indent + ''.join(line))
                continue
            while line:
                if line[-1].strip() and length + len(self.placeholder) <= width:
                    line.append(self.placeholder)
                    lines.append(indent + ''.join(line))
                    break
                length -= len(line[-1])
                del line[-1]
            else:
                if lines:
                    previous = lines[-1].rstrip()
                    if len(previous) + len(self.placeholder) <= self.width:
                        lines[-1] = previous + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """Wrap a single paragraph of text, returning a list of lines."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """Fill a single paragraph of text, returning a new string."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """Collapse and truncate a text to fit in a width."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))


def dedent(text):
    """Remove the whitespace that all lines begin with."""
    lines = text.split('\n')
    margin = None
    for line in lines:
        if not line.strip():
            continue
        lead = line[:len(line) - len(line.lstrip(' \t'))]
        if margin is None:
            margin = lead
        else:
            while not lead.startswith(margin):
                margin = margin[:-1]
    size = len(margin or '')
    return '\n'.join([line[size:] if line.strip() else '' for line in lines])


def indent(text, prefix, predicate=None):
    """Put a prefix before the lines that are not blank, or those the predicate chooses."""
    chosen = predicate or (lambda line: line.strip())
    return ''.join([prefix + line if chosen(line) else line for line in text.splitlines(True)])
`;
