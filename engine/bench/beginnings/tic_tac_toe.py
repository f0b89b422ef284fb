"""Two perfect players play tic-tac-toe: minimax with alpha-beta cuts."""

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


class Board:
    def __init__(self):
        self.cells = [" "] * 9

    def moves(self):
        return [i for i, cell in enumerate(self.cells) if cell == " "]

    def winner(self):
        for a, b, c in LINES:
            if self.cells[a] != " " and self.cells[a] == self.cells[b] == self.cells[c]:
                return self.cells[a]
        return None

    def is_full(self):
        return " " not in self.cells

    def __str__(self):
        rows = [" | ".join(self.cells[i : i + 3]) for i in (0, 3, 6)]
        return "\n--+---+--\n".join(rows)


def other(player):
    return "O" if player == "X" else "X"


class Engine:
    def __init__(self):
        self.positions = 0

    def minimax(self, board, player, me, alpha, beta):
        self.positions += 1
        winner = board.winner()
        if winner is not None:
            return 1 if winner == me else -1
        if board.is_full():
            return 0
        if player == me:
            best = -2
            for move in board.moves():
                board.cells[move] = player
                score = self.minimax(board, other(player), me, alpha, beta)
                board.cells[move] = " "
                best = max(best, score)
                alpha = max(alpha, best)
                if alpha >= beta:
                    break
            return best
        best = 2
        for move in board.moves():
            board.cells[move] = player
            score = self.minimax(board, other(player), me, alpha, beta)
            board.cells[move] = " "
            best = min(best, score)
            beta = min(beta, best)
            if alpha >= beta:
                break
        return best

    def choose(self, board, player):
        best_move, best_score = None, -2
        for move in board.moves():
            board.cells[move] = player
            score = self.minimax(board, other(player), player, best_score, 2)
            board.cells[move] = " "
            if score > best_score:
                best_move, best_score = move, score
        return best_move, best_score


board = Board()
engine = Engine()
player = "X"
# The first move is given, which saves the largest of the searches.
board.cells[0] = player
player = other(player)
while board.winner() is None and not board.is_full():
    before = engine.positions
    move, score = engine.choose(board, player)
    board.cells[move] = player
    print(f"{player} takes {move}, hopes for {score:+}, looked at {engine.positions - before} positions")
    player = other(player)
print(board)
print("winner:", board.winner() or "nobody")
