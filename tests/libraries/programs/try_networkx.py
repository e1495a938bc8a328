"""Graphs: paths, cliques, components, spanning trees."""
import networkx as nx

graph = nx.karate_club_graph()
print(nx.shortest_path(graph, 0, 33), nx.density(graph))
print(sorted(nx.degree_centrality(graph).items(), key=lambda item: -item[1])[:3])
print([len(part) for part in nx.connected_components(nx.gnm_random_graph(30, 20, seed=3))])
print(nx.minimum_spanning_tree(nx.cycle_graph(5)).edges, len(list(nx.find_cliques(graph))))
print(list(nx.topological_sort(nx.DiGraph([(1, 2), (2, 3), (1, 3)]))))
