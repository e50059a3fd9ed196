"""Posts as notes: which files are one note, what it is called, and where it stood."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from msgspec.structs import replace

from sitegen.desk.importing.fields import NOBODY, Fields
from sitegen.desk.importing.model import FormerFolder, Post
from sitegen.desk.importing.notes import Comer, file_name
from sitegen.desk.new import Desk, proposed_id
from sitegen.text.normal import fold


def comers_of(
    posts: Iterable[tuple[Post, Fields]], here: Desk, taxonomies: Mapping[str, str], former: FormerFolder
) -> Iterator[Comer]:
    """Posts with their ids; the files of one text in several languages are one note."""
    config = here.config
    groups: dict[str, list[tuple[Post, Fields]]] = defaultdict(list)
    for post, each in posts:
        if each.lang not in config.languages:
            former.say(post.path, 1, f"`{each.lang}` is none of the digest's languages: not taken over")
            former.lost += 1
            continue
        twin = any(each.lang == other.lang for _, other in groups[post.twin])
        groups[post.path if twin else post.twin].append((post, each))
    ids: set[str] = {*here.notes, *config.grammar.reserved("notes")}
    for group in sorted(
        (group for group in groups.values() if group), key=lambda group: (group[0][1].day, group[0][0].path)
    ):
        group.sort(key=lambda item: config.languages.index(item[1].lang))
        post, first = group[0]
        proposed = proposed_id(first.slug or post.stem) or proposed_id(first.title) or "note"
        id, number = proposed, 1
        while id in ids:
            number += 1
            id = f"{proposed}-{number}"
        ids.add(id)
        if id != proposed:
            former.say(post.path, 1, f"its id is `{id}`, for `{proposed}` is that of another note")
        for post, each in group:
            if each.day != first.day:
                former.say(post.path, 1, f"it is dated {each.day}; the note has the day of its first file, {first.day}")
            _say_differences(post, each, first, taxonomies, former)
            file = file_name(first.day, id, each.lang, config.default)
            yield Comer(post, replace(each, day=first.day), id, post is group[0][0], file)


def addressed(comer: Comer, address: str, publisher: str, base: str, here: Desk) -> Comer:
    """With what its address was; a text that is its own source stands there, unless the digest takes that place."""
    fields = comer.fields
    own = fields.source.get("publisher") == publisher and not fields.source.get("url")
    if own and address and base and base != here.config.base_url:
        url = base.rstrip("/") + quote(address, safe="/%")
        fields = replace(fields, source=fields.source | {"url": url})
    return replace(comer, fields=fields, address=address)


def _say_differences(
    post: Post, each: Fields, first: Fields, taxonomies: Mapping[str, str], former: FormerFolder
) -> None:
    """What a text in another language says of its terms and its source, where the first says otherwise."""
    for key, taxonomy in taxonomies.items():
        names = each.terms.get(taxonomy, [])
        if key in post.head.data and set(map(fold, names)) - set(map(fold, first.terms.get(taxonomy, []))):
            message = f"`{key}`: {', '.join(names)}: the note has those of its first file"
            former.say(post.path, post.head.lines.get(key, 1), message)
    if each.source != first.source and each.source["publisher"] != NOBODY:
        message = f"its source ({', '.join(each.source.values())}) is left out: the note has that of its first file"
        former.say(post.path, 1, message)
