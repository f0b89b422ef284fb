"""The tokenizer, for `tokenize`."""


class TokenizerIter:
    def __init__(self, readline, /, *, encoding=None, extra_tokens=False):
        raise NotImplementedError("Tierup does not give its tokens to tokenize yet")
