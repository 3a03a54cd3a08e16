from taxonomy.clusters import cluster_names, is_cross_cutting, mark_cluster


def test_three_of_fourteen_clusters_are_cross_cutting() -> None:
    assert len(cluster_names()) == 14
    assert [name for name in cluster_names() if is_cross_cutting(name)] == [
        "Digital Technology",
        "Management & Entrepreneurship",
        "Marketing & Sales",
    ]


def test_only_they_are_marked() -> None:
    assert mark_cluster("Marketing & Sales") == "Marketing & Sales (cross-cutting)"
    assert mark_cluster("Education") == "Education"
