"""TOML that keeps its comments."""
import tomlkit

document = tomlkit.parse("a = 1 # c\n[b]\nx = [1,2]\n")
document["b"]["y"] = "z"
print(tomlkit.dumps(document))
