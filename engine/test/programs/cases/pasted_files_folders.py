# Folders, paths, walking, copying.
import glob
import os
import os.path
import pathlib
import shutil
import tempfile

root = tempfile.mkdtemp(prefix="pasted")
os.makedirs(os.path.join(root, "a", "b"))
for path in ("one.txt", "a/two.txt", "a/b/three.py", "a/b/four.txt"):
    with open(os.path.join(root, path), "w") as out:
        out.write(path)
for folder, folders, files in sorted(os.walk(root)):
    print(os.path.relpath(folder, root), sorted(folders), sorted(files))
print(sorted(os.listdir(root)), os.path.isdir(root), os.path.isfile(root))
print(sorted(os.path.relpath(path, root) for path in glob.glob(root + "/**/*.txt", recursive=True)))
base = pathlib.Path(root)
print(sorted(str(p.relative_to(base)) for p in base.rglob("*.*")), (base / "one.txt").stat().st_size)
here = base / "new" / "deep"
here.mkdir(parents=True)
here.mkdir(exist_ok=True)
file = here / "notes.tar.gz"
print(file.name, file.stem, file.suffix, file.suffixes, file.parent.name, file.exists(), file.with_suffix(".bz2").name)
print(file.write_text("line 1\nline 2\n"), file.read_text().splitlines(), file.read_bytes()[:4])
with file.open("a") as out:
    out.write("line 3\n")
print(sum(1 for _ in file.open()), [p.name for p in here.iterdir()])
file.rename(here / "renamed.txt")
shutil.copy(here / "renamed.txt", base / "copy.txt")
print(sorted(p.name for p in base.iterdir()), (base / "copy.txt").read_text()[:6])
with os.scandir(base) as entries:
    print(sorted((entry.name, entry.is_dir(), entry.is_file()) for entry in entries))
for act in (lambda: os.mkdir(root), lambda: os.rmdir(base / "new"), lambda: os.remove(root + "/none"),
            lambda: os.listdir(root + "/one.txt"), lambda: (base / "zzz").read_text(), lambda: os.rename(root + "/x", root + "/y"),
            lambda: os.chdir(root + "/nowhere")):
    try:
        act()
    except OSError as error:
        print(type(error).__name__, error.strerror)
before = os.getcwd()
os.chdir(root)
print(os.path.exists("one.txt"), pathlib.Path("a/two.txt").resolve() == (base / "a" / "two.txt").resolve())
os.chdir(before)
shutil.move(base / "copy.txt", base / "moved.txt")
shutil.copytree(base / "a", base / "tree")
print(sorted(p.name for p in base.iterdir()), sorted(os.listdir(base / "tree" / "b")))
shutil.rmtree(root)
print(base.exists())
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "x"), "w") as out:
        out.write("hi")
    print(os.listdir(folder))
print(os.path.exists(folder))
with tempfile.NamedTemporaryFile("w+", suffix=".txt") as scratch:
    scratch.write("scratch\n")
    scratch.seek(0)
    print(scratch.read(), scratch.name.endswith(".txt"))
print(os.path.join("a", "/b", "c"), os.path.split("/a/b/c"), os.path.splitext("x.tar.gz"), os.path.normpath("a/../b//c/."))
print(os.path.commonpath(["/a/b/c", "/a/b/d"]), os.path.basename("/a/b/"), os.path.dirname("/a/b"), os.sep, os.linesep == "\n")
