"""Concepts and crosswalks that every other package reads: occupations, Clusters, areas, skills ..."""
