"""A tiny search engine: which document holds which word, and how well it fits."""

import math
from collections import Counter, defaultdict

SUBJECTS = "the old captain,a grey heron,the night train,an honest baker,the river,a small dragon".split(",")
VERBS = "watches,carries,forgets,repairs,follows,paints".split(",")
OBJECTS = "a broken clock,the harbour lights,seven letters,an empty boat,the morning bread,cold rain".split(",")
PLACES = "under the bridge,in the north,by the old mill,without a word,on Sunday,near the harbour".split(",")
STOP_WORDS = {"the", "a", "an", "in", "on", "by", "under", "without", "near"}


def make_documents(count):
    documents = []
    for i in range(count):
        sentences = []
        for k in range(2 + i % 3):
            n = i * 17 + k * 31
            sentences.append(
                f"{SUBJECTS[n % 6]} {VERBS[n // 6 % 6]} {OBJECTS[n // 2 % 6]} {PLACES[n // 5 % 6]}".capitalize()
            )
        documents.append(". ".join(sentences) + ".")
    return documents


def words_of(text):
    word = ""
    for char in text.lower():
        if char.isalpha():
            word += char
        elif word:
            yield word
            word = ""
    if word:
        yield word


class Index:
    def __init__(self, documents):
        self.documents = documents
        self.postings = defaultdict(dict)
        self.lengths = []
        for number, text in enumerate(documents):
            counts = Counter(word for word in words_of(text) if word not in STOP_WORDS)
            self.lengths.append(sum(counts.values()))
            for word, count in counts.items():
                self.postings[word][number] = count

    def all_of(self, query):
        sets = [set(self.postings.get(word, ())) for word in words_of(query) if word not in STOP_WORDS]
        return set.intersection(*sets) if sets else set()

    def rank(self, query, top=3):
        scores = defaultdict(float)
        for word in words_of(query):
            found = self.postings.get(word)
            if not found:
                continue
            rarity = math.log(len(self.documents) / len(found))
            for number, count in found.items():
                scores[number] += count / self.lengths[number] * rarity
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:top]


documents = make_documents(220)
index = Index(documents)
print(len(documents), "documents,", len(index.postings), "words")
common = sorted(index.postings.items(), key=lambda item: (-len(item[1]), item[0]))[:5]
print("most common:", [(word, len(found)) for word, found in common])

for query in ["captain clock", "dragon paints letters", "the heron by the mill", "unknown", "rain on Sunday"]:
    print(f"{query!r}: {len(index.all_of(query))} hold all of it")
    for number, score in index.rank(query):
        print(f"  {score:.4f} #{number}: {documents[number][:50]}")
