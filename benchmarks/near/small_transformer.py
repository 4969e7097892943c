"""A transformer of one layer with one head, trained on inputs and outputs of a function.

    model = SmallTransformer(letters="abcde", longest=8, seed=18)
    model.train(lambda x: x[::-1], steps=3000)
    attention, probabilities = model.run(["a", "c", "b"])   # (3, 3) and (3, 5)

Tokens and positions, counted from the front and from the back, are embedded in vectors of 32
numbers; the head reads and writes these, a matrix turns them into scores of tokens, and all weights
are learnt by Adam (Kingma and Ba 2015) from the cross entropy of the outputs. Nobody tells the head
where to look.
"""

from typing import Callable, Dict, List, Tuple

import numpy as np

WIDTH = 32
BATCH = 32
RATE = 0.003

Tokens = List[str]


def softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


class SmallTransformer:
    def __init__(self, letters: str, longest: int, seed: int) -> None:
        self.letters = list(letters)
        self.longest = longest
        self.random = np.random.default_rng(seed)

        def matrix(rows: int, columns: int) -> np.ndarray:
            return self.random.normal(0, rows**-0.5, (rows, columns))

        self.weights: Dict[str, np.ndarray] = {
            "token": matrix(len(letters), WIDTH), "front": matrix(longest, WIDTH),
            "back": matrix(longest, WIDTH), "query": matrix(WIDTH, WIDTH),
            "key": matrix(WIDTH, WIDTH), "value": matrix(WIDTH, WIDTH),
            "scores": matrix(WIDTH, len(letters))}
        self.means = {name: np.zeros_like(w) for name, w in self.weights.items()}
        self.squares = {name: np.zeros_like(w) for name, w in self.weights.items()}
        self.steps = 0

    def forward(self, tokens: np.ndarray) -> Dict[str, np.ndarray]:
        """Runs inputs of one length, a row of numbers of tokens for each."""
        w = self.weights
        length = tokens.shape[1]
        x = w["token"][tokens] + w["front"][:length] + w["back"][:length][::-1]
        query, key, value = x @ w["query"], x @ w["key"], x @ w["value"]
        attention = softmax(query @ key.transpose(0, 2, 1) / WIDTH**0.5)
        mixed = attention @ value
        return {"x": x, "query": query, "key": key, "value": value, "attention": attention,
                "mixed": mixed, "probabilities": softmax(mixed @ w["scores"])}

    def gradients(self, tokens: np.ndarray, targets: np.ndarray) -> Dict[str, np.ndarray]:
        """Returns those of the mean cross entropy, by the names of the weights."""
        w = self.weights
        run = self.forward(tokens)
        count, length = tokens.shape
        by_score = run["probabilities"].copy()
        np.put_along_axis(by_score, targets[..., None],
                          np.take_along_axis(by_score, targets[..., None], 2) - 1, 2)
        by_score /= count * length
        by_mixed = by_score @ w["scores"].T
        by_value = run["attention"].transpose(0, 2, 1) @ by_mixed
        by_attention = by_mixed @ run["value"].transpose(0, 2, 1)
        inner = (by_attention * run["attention"]).sum(axis=-1, keepdims=True)
        by_match = run["attention"] * (by_attention - inner) / WIDTH**0.5
        by_query = by_match @ run["key"]
        by_key = by_match.transpose(0, 2, 1) @ run["query"]
        by_x = by_query @ w["query"].T + by_key @ w["key"].T + by_value @ w["value"].T
        result = {name: np.zeros_like(weight) for name, weight in w.items()}
        np.add.at(result["token"], tokens, by_x)
        result["front"][:length] = by_x.sum(axis=0)
        result["back"][:length] = by_x.sum(axis=0)[::-1]
        for name, by in (("query", by_query), ("key", by_key), ("value", by_value)):
            result[name] = np.einsum("bnd,bne->de", run["x"], by)
        result["scores"] = np.einsum("bnd,bne->de", run["mixed"], by_score)
        return result

    def train(self, function: Callable[[Tokens], Tokens], steps: int) -> None:
        for _ in range(steps):
            length = int(self.random.integers(1, self.longest + 1))
            tokens = self.random.integers(0, len(self.letters), (BATCH, length))
            targets = np.array([self.numbers(function([self.letters[t] for t in row]))
                                for row in tokens])
            self.step(self.gradients(tokens, targets))

    def step(self, gradients: Dict[str, np.ndarray]) -> None:
        self.steps += 1
        for name, gradient in gradients.items():
            mean, square = self.means[name], self.squares[name]
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient**2 - square)
            change = mean / (1 - 0.9**self.steps)
            change /= np.sqrt(square / (1 - 0.999**self.steps)) + 1e-8
            self.weights[name] -= RATE * change

    def numbers(self, tokens: Tokens) -> List[int]:
        return [self.letters.index(token) for token in tokens]

    def run(self, tokens: Tokens) -> Tuple[np.ndarray, np.ndarray]:
        """Returns the attention, by query and key, and the probabilities of the tokens."""
        run = self.forward(np.array([self.numbers(tokens)]))
        return run["attention"][0], run["probabilities"][0]
