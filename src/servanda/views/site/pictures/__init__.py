"""Pictures of the pages: where each mark stands, computed here and drawn as SVG by the templates. No script draws anything."""
