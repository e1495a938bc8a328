"""Counts the words of a text with some threads, each on a part of it: python word_count.py TEXT THREADS"""
import sys
import threading


def count_words(text, counts):
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1


def parts(text, number):
    """Cuts a text at spaces into about equal parts."""
    start = 0
    for k in range(1, number + 1):
        end = len(text) if k == number else text.index(" ", len(text) * k // number)
        yield text[start:end]
        start = end


def main():
    path, number = sys.argv[1], int(sys.argv[2])
    with open(path, encoding="ascii") as file:
        text = file.read()
    tables = [{} for _ in range(number)]
    threads = [
        threading.Thread(target=count_words, args=(part, table))
        for part, table in zip(parts(text, number), tables)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = {}
    for table in tables:
        for word, count in table.items():
            total[word] = total.get(word, 0) + count
    print(sum(total.values()), "words,", len(total), "different")
    for word, count in sorted(total.items(), key=lambda item: (-item[1], item[0]))[:5]:
        print(f"{count:8} {word}")


if __name__ == "__main__":
    main()
