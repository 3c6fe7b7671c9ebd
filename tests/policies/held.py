"""The policies that are held, each with its notice's text where the operator's folder of notices is there."""

from pathlib import Path

from bot.policies.registry import Registry

ROOT = Path(__file__).parents[2]
NOTICES = ROOT.parent / "shared/notices"
HELD = [
    (county, policy, NOTICES / policy.notices[0].file)
    for county, years in Registry.load(ROOT / "data").policies.items()
    for policy in years.values()
    if policy.notices[0].file and (NOTICES / policy.notices[0].file).is_file()
]
