"""The site as files for any host: the same pages, with links that need no server."""

from yalu.publish.static_site.export import Exported, export_site

__all__ = ["Exported", "export_site"]
