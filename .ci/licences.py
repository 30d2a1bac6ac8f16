"""Lists the licences in bills of materials (CycloneDX, JSON) and fails at one that is not known to go with Apache-2.0.

Usage: licences.py BOM.json...
"""
import collections
import json
import sys

# Identifiers of SPDX. Weak copyleft is used as it comes, unchanged and replaceable. Where a component offers several, one has to do.
FIT = {
    "Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "CC0-1.0", "0BSD", "Unlicense", "Zlib", "Bouncy Castle",
    "PostgreSQL", "EPL-1.0", "EPL-2.0", "LGPL-2.1", "LGPL-2.1-only", "LGPL-2.1-or-later", "MPL-2.0",
    "GPL-2.0-with-classpath-exception", "Public Domain", "Unicode-3.0", "Apache-1.1",
}
# Names that no identifier was found for, as the components' poms write them.
NAMES = {
    "Bouncy Castle Licence": "MIT",
    "Public Domain, per Creative Commons CC0": "CC0-1.0",
    "Public Domain": "Public Domain",
    "Eclipse Public License - v 2.0": "EPL-2.0",
    "LGPL-2.1": "LGPL-2.1",
    "The Apache Software License, Version 2.0": "Apache-2.0",
}

# What a component's bill says wrongly or not at all, looked up in its jar or its parent's pom (2026-11-27). By version, so that the next one is
# looked at again. All come with Spark, which the cluster has.
LOOKED_UP = {
    "pkg:maven/com.thoughtworks.paranamer/paranamer@2.8.3?type=jar": "BSD-3-Clause",
    "pkg:maven/org.apache.datasketches/datasketches-memory@3.0.2?type=jar": "Apache-2.0",
    "pkg:maven/org.apache.xbean/xbean-asm9-shaded@4.30?type=jar": "Apache-2.0",
    "pkg:maven/oro/oro@2.0.8?type=jar": "Apache-1.1",
}


def of(component):
    if component.get("purl") in LOOKED_UP:
        yield LOOKED_UP[component["purl"]]
        return
    for choice in component.get("licenses", []):
        if "expression" in choice:
            yield from choice["expression"].replace("(", " ").replace(")", " ").split(" OR ")
        else:
            licence = choice["license"]
            name = licence.get("id") or licence.get("name", "")
            yield NAMES.get(name, name)


def main(paths):
    components = {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for component in json.load(file).get("components", []):
                if component.get("group") != "io.github.leat":
                    components[component.get("purl", component["name"])] = component
    counts = collections.Counter()
    bad = []
    for purl, component in sorted(components.items()):
        licences = [licence.strip() for licence in of(component)]
        fitting = [licence for licence in licences if licence in FIT]
        if fitting:
            counts[fitting[0]] += 1
        else:
            bad.append(f"{purl}: {' or '.join(licences) or 'says none'}")
    for licence, count in counts.most_common():
        print(f"{count:5} {licence}")
    if bad:
        print("Not known to go with Apache-2.0; look, then add them to FIT or NAMES, or take another library:", file=sys.stderr)
        print("\n".join(bad), file=sys.stderr)
        return 1
    print(f"{len(components)} components, all licences go with Apache-2.0.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if sys.argv[1:] else __doc__)
