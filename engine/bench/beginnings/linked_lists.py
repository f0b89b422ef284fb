"""Singly linked lists: build, reverse, sort, merge, find a cycle."""


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


def from_list(values):
    head = None
    for value in reversed(values):
        head = Node(value, head)
    return head


def to_list(head):
    values = []
    while head:
        values.append(head.value)
        head = head.next
    return values


def length(head):
    count = 0
    while head:
        count += 1
        head = head.next
    return count


def reverse(head):
    previous = None
    while head:
        head.next, previous, head = previous, head, head.next
    return previous


def split(head):
    slow, fast = head, head.next
    while fast and fast.next:
        slow = slow.next
        fast = fast.next.next
    middle = slow.next
    slow.next = None
    return head, middle


def merge(a, b):
    dummy = tail = Node(None)
    while a and b:
        if a.value <= b.value:
            tail.next, a = a, a.next
        else:
            tail.next, b = b, b.next
        tail = tail.next
    tail.next = a or b
    return dummy.next


def merge_sort(head):
    if head is None or head.next is None:
        return head
    left, right = split(head)
    return merge(merge_sort(left), merge_sort(right))


def remove_duplicates(head):
    node = head
    while node and node.next:
        if node.next.value == node.value:
            node.next = node.next.next
        else:
            node = node.next
    return head


def find_cycle(head):
    slow = fast = head
    while fast and fast.next:
        slow = slow.next
        fast = fast.next.next
        if slow is fast:
            slow = head
            while slow is not fast:
                slow = slow.next
                fast = fast.next
            return slow
    return None


def nth_from_end(head, n):
    ahead = head
    for _ in range(n):
        ahead = ahead.next
    behind = head
    while ahead:
        ahead = ahead.next
        behind = behind.next
    return behind.value


numbers = [(i * 7919) % 1009 for i in range(3000)]
head = from_list(numbers)
print("length", length(head))
head = reverse(head)
print("reversed:", to_list(head) == numbers[::-1])
head = reverse(head)
print("third from the end:", nth_from_end(head, 3), numbers[-3])
head = merge_sort(head)
print("sorted:", to_list(head) == sorted(numbers))
head = remove_duplicates(head)
print("different:", length(head), len(set(numbers)))
print("cycle:", find_cycle(head))
last = head
while last.next:
    last = last.next
target = head
for _ in range(400):
    target = target.next
last.next = target
print("cycle at", find_cycle(head).value)
